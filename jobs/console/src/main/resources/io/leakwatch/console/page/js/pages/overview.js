import { html, nothing } from 'lit';
import { Page } from './page.js';
import { bars, slotName } from '../plot.js';
import { SEVERITIES, count, duration, percent, severity, word } from '../words.js';

const SPANS = { 24: 'One day', 168: 'One week', 720: 'Thirty days' };

class Overview extends Page {
  static properties = { query: {} };

  constructor() { super(['alerts', 'triage']); }

  hours() { return SPANS[this.query.get('hours')] ? this.query.get('hours') : '168'; }
  path() { return '/api/overview?hours=' + this.hours(); }

  head() {
    return html`<div class="page-head"><h1>Overview</h1><nav class="tabs" aria-label="Span">${Object.entries(SPANS).map(([hours, name]) => html`
      <a class="tab" href=${'#/overview?hours=' + hours} aria-current=${hours === this.hours() ? 'true' : nothing}>${name}</a>`)}</nav></div>`;
  }

  totals({ totals }) {
    const one = (n, name, href, strong) => html`<li><a href=${href}><b class=${strong && n > 0 ? 'strong' : ''}>${count(n)}</b> ${name}</a></li>`;
    return html`<ul class="totals">${one(totals.open, 'open', '#/queue?status=OPEN,IN_PROGRESS')}${one(totals.critical_open, 'open and critical', '#/queue?severity=CRITICAL', true)}
      ${one(totals.mine, 'mine', '#/queue?view=mine')}${one(totals.alerts, 'in all', '#/queue?view=all')}
      ${one(totals.shadow, 'shadow', '#/queue?view=all&mode=SHADOW')}${one(totals.suppressed, 'suppressed', '#/queue?view=all&suppressed=true')}</ul>`;
  }

  byHour({ alerts_by_hour: hourly }) {
    const names = [...SEVERITIES].reverse();
    const { at, values, step } = bars(hourly, names, Number(this.hours()));
    if (at.length === 0) return html`<section class="card"><h2>Alerts over time</h2><p class="quiet">No alerts in this span.</p></section>`;
    const present = names.filter((name) => values[name].some((n) => n > 0));
    const series = present.map((name) => ({ name, colour: name === 'INFORMATIONAL' ? '--info' : '--' + name.toLowerCase(), values: values[name] }));
    const sum = (name) => values[name].reduce((a, b) => a + b, 0);
    const said = 'Alerts every ' + duration(step, 1) + ' by severity: ' + [...present].reverse().map((name) => word(name) + ' ' + sum(name)).join(', ') + '. The figures are in the table below.';
    return html`<section class="card wide"><h2>Alerts over time <span class="quiet">raised in each ${duration(step, 1)}, UTC</span></h2>
      <lw-stack-plot .at=${at} .series=${series} .label=${said}></lw-stack-plot>
      <p class="legend">${[...present].reverse().map((name) => html`${severity(name)} <span class="quiet">${count(sum(name))}</span>`)}</p>
      <details><summary>As a table</summary><div class="scroll low" tabindex="0" role="region" aria-label="Alerts over time"><table class="figures"><thead><tr><th scope="col">From (UTC)</th>
        ${[...present].reverse().map((name) => html`<th scope="col" class="number">${word(name)}</th>`)}</tr></thead><tbody>${at.map((slot, i) => html`<tr><th scope="row">${slotName(slot)}</th>
        ${[...present].reverse().map((name) => html`<td class="number">${values[name][i]}</td>`)}</tr>`)}</tbody></table></div></details></section>`;
  }

  byDetector({ by_detector: list }) {
    const most = Math.max(1, ...list.map((one) => one.alerts));
    return html`<section class="card wide"><h2>By detector</h2><div class="scroll" tabindex="0" role="region" aria-label="By detector"><table class="figures"><thead><tr><th scope="col">Detector</th>
      <th scope="col" class="number">Alerts</th><th scope="col" class="bar-col"><span class="sr">Bar</span></th><th scope="col" class="number">Open</th><th scope="col" class="number">True</th><th scope="col" class="number">Benign</th>
      <th scope="col" class="number">False</th><th scope="col" class="number">False of judged</th></tr></thead>
      <tbody>${[...list].sort((a, b) => b.alerts - a.alerts).map((one) => html`<tr><th scope="row"><a href=${'#/queue?view=all&detector=' + encodeURIComponent(one.detector_id)}>${one.detector_id}</a></th>
        <td class="number">${count(one.alerts)}</td><td class="bar-col"><svg width="110" height="10" viewBox="0 0 110 10" aria-hidden="true" class="bar-svg"><rect class="value" y="2" width=${(one.alerts / most) * 110} height="6" rx="3"/></svg></td>
        <td class="number">${count(one.open)}</td><td class="number">${count(one.true)}</td><td class="number">${count(one.benign)}</td><td class="number">${count(one.false)}</td>
        <td class="number">${one.judged > 0 ? html`${percent(one.false, one.judged)} <span class="quiet">of ${count(one.judged)}</span>` : html`<span class="quiet">–</span>`}</td></tr>`)}</tbody></table></div></section>`;
  }

  age({ open_by_age: list, acknowledge, close }) {
    const most = Math.max(1, ...list.map((one) => one.count));
    const pace = (name, it) => html`<div><dt>${name}</dt><dd>${it.count > 0 ? html`half within <b>${duration(it.median_ms)}</b>, nine in ten within <b>${duration(it.p90_ms)}</b>
      <span class="quiet">(${count(it.count)})</span>` : html`<span class="quiet">none yet</span>`}</dd></div>`;
    return html`<section class="card"><h2>Open, by age</h2><table class="figures ages"><tbody>${list.map((one) => html`<tr><th scope="row">${one.label}</th>
      <td class="bar-col"><svg width="150" height="10" viewBox="0 0 150 10" aria-hidden="true" class="bar-svg"><rect class="value" y="2" width=${(one.count / most) * 150} height="6" rx="3"/></svg></td>
      <td class="number">${count(one.count)}</td></tr>`)}</tbody></table>
      <h3>How fast</h3><dl class="pace">${pace('First look', acknowledge)}${pace('Closed', close)}</dl></section>`;
  }

  coverage({ attack }) {
    return html`<section class="card"><h2>ATT&amp;CK coverage <span class="quiet">${attack.length} techniques</span></h2><ul class="techniques">${attack.map((one) => html`<li>
      <a href=${one.url.startsWith('https://') ? one.url : nothing} target="_blank" rel="noreferrer noopener">${one.id}</a> ${one.name}
      <span class="quiet">${one.detectors.join(', ')}</span> ${one.alerts > 0 ? html`<a href=${'#/queue?view=all&attack=' + one.id} class="number">${count(one.alerts)}</a>` : html`<span class="quiet">0</span>`}</li>`)}</ul></section>`;
  }

  body(data) {
    return html`${this.totals(data)}<div class="cards">${this.byHour(data)}${this.byDetector(data)}${this.age(data)}${this.coverage(data)}</div>
      <p class="foot quiet">What was decided, as labels for <code>./leakwatch evaluate</code>: <a href="/api/labels.jsonl" download>labels.jsonl</a></p>`;
  }
}
customElements.define('lw-overview', Overview);
