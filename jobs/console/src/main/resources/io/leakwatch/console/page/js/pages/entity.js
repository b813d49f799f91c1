import { html, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Page } from './page.js';
import { segment } from '../api.js';
import { keys } from '../keys.js';
import { alertPath, queuePath } from '../route.js';
import { around } from '../queue/page.js';
import { SEVERITIES, VERDICTS, ago, count, duration, plural, severity, standing, time, word } from '../words.js';
import { entity, shown, unfolding } from '../text.js';

const WIDE = 900;
const STEP = 22;

class Entity extends Page {
  static properties = { type: {}, entityId: {} };

  constructor() { super(['alerts', 'triage']); }

  connectedCallback() {
    super.connectedCallback();
    const back = () => history.back();
    this.silence = keys({ o: back, u: back, Escape: back, j: () => this.step(1), k: () => this.step(-1) });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.silence();
  }

  step(by) {
    const links = [...this.querySelectorAll('.entity-alerts tbody a')];
    links[Math.min(links.length - 1, Math.max(0, links.indexOf(document.activeElement) + by))]?.focus();
  }

  /** The id goes with the query: browsers take `..` out of a path, and servers refuse some characters there. */
  path() { return '/api/entities/' + segment(this.type) + '?id=' + segment(this.entityId); }

  head() {
    return html`<p class="crumbs"><a href=${queuePath(around().query ?? '')}>Queue</a> <span class="quiet" aria-hidden="true">/</span> ${word(this.type)}</p>
      <h1 class="entity-name"><span class="quiet">${word(this.type)}</span> ${unfolding(this.entityId, 200)}</h1>`;
  }

  line({ timeline, rows }) {
    if (timeline.length === 0) return nothing;
    const from = Math.min(...timeline.map((one) => one.at));
    const to = Math.max(...timeline.map((one) => one.at));
    const lanes = SEVERITIES.filter((name) => timeline.some((one) => one.severity === name));
    const x = (ms) => 110 + (to > from ? (ms - from) / (to - from) : 0.5) * (WIDE - 130);
    const high = lanes.length * STEP + 26;
    const said = plural(timeline.length, 'revision') + ' of ' + plural(rows.length, 'alert') + ' from ' + time(from) + ' to ' + time(to) + ' UTC. The alerts are in the table below.';
    return html`<section class="card"><h2>Time line <span class="quiet">${duration(to - from)}</span></h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Time line"><svg class="lanes" viewBox="0 0 ${WIDE} ${high}" role="img" aria-label=${said}>${svg`${lanes.map((name, i) => svg`
        <line class="axis" x1="110" x2=${WIDE - 20} y1=${i * STEP + 12} y2=${i * STEP + 12}/><text x="0" y=${i * STEP + 16}>${word(name)}</text>`)}
        ${timeline.map((one) => svg`<g class="dot ${one.severity.toLowerCase()}"><title>${time(one.at) + ', revision ' + one.revision}</title>${one.activity === 'CLOSE'
          ? svg`<rect x=${x(one.at) - 4} y=${lanes.indexOf(one.severity) * STEP + 8} width="8" height="8"/>`
          : svg`<circle cx=${x(one.at)} cy=${lanes.indexOf(one.severity) * STEP + 12} r="5"/>`}</g>`)}
        <text x="110" y=${high - 4}>${time(from, false)}</text><text x=${WIDE - 20} y=${high - 4} text-anchor="end">${time(to, false)}</text>`}</svg></div></section>`;
  }

  verdicts({ verdicts }) {
    return html`<section class="card"><h2>Verdicts so far</h2><dl class="facts">${Object.entries({ ...VERDICTS, none: 'Not judged' }).map(([key, name]) => html`
      <div><dt>${name}</dt><dd>${count(verdicts[key] ?? 0)}</dd></div>`)}</dl></section>`;
  }

  shares({ shares }) {
    if (shares.length === 0) return nothing;
    return html`<section class="card"><h2>Shares with others</h2><ul class="related">${shares.slice(0, 30).map((one) => html`<li>
      <span><span class="quiet">${word(one.type)}</span> ${entity(one.type, one.id, 50)}</span><span class="quiet why">${shown(one.why, 120)}</span></li>`)}</ul></section>`;
  }

  body(data) {
    if (data.total === 0) return html`<p class="empty">No alert names this ${word(this.type).toLowerCase()}.</p>`;
    return html`<p class="quiet">${plural(data.total, 'alert')}, from ${time(data.first_at, false)} to ${time(data.last_at, false)} UTC</p>
      <div class="columns"><div class="column main">${this.line(data)}
      <section class="card"><h2>Alerts <span class="quiet">${count(data.total)}</span></h2><div class="scroll" tabindex="0" role="region" aria-label="Alerts"><table class="figures entity-alerts"><thead><tr><th scope="col">Severity</th>
        <th scope="col">What happened</th><th scope="col">Detector</th><th scope="col">Changed</th><th scope="col">Status</th></tr></thead>
      <tbody>${repeat(data.rows, (row) => row.alert_id, (row) => html`<tr><td>${severity(row.severity)}</td><th scope="row"><a href=${alertPath(row.alert_id)}>${shown(row.title, 140)}</a></th>
        <td>${row.detector_id}</td><td>${ago(row.updated_at)}</td><td>${standing(row)}</td></tr>`)}</tbody></table></div>
      ${data.total > data.rows.length ? html`<p class="quiet">The first ${count(data.rows.length)} are shown.</p>` : nothing}</section></div>
      <div class="column side">${this.verdicts(data)}${this.shares(data)}</div></div>`;
  }
}
customElements.define('lw-entity', Entity);
