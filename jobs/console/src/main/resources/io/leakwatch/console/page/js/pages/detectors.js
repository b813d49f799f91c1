import { html, nothing } from 'lit';
import { Page } from './page.js';
import { post } from '../api.js';
import { said } from '../notice.js';
import { askReason, askWithdraw } from '../dialogs/suppress.js';
import { SEVERITIES, VERDICTS, count, percent, severity, time, word } from '../words.js';
import { shown } from '../text.js';

const MODES = { ACTIVE: 'Active: asks for action', SHADOW: 'Shadow: raised, asks nobody to act', OFF: 'Off: raises nothing' };

class Detectors extends Page {
  static properties = { query: {} };

  constructor() { super(['control', 'alerts']); }

  path() { return '/api/detectors'; }

  head() {
    return html`<h1>Detectors</h1><p class="quiet">What watches, with the options in force.${this.me.role === 'lead' ? '' : ' A lead can change the mode of a detector.'}</p>`;
  }

  updated(change) {
    if (!change.has('data') || !this.data || this.shownOnce) return;
    this.shownOnce = true;
    const id = this.query.get('id');
    if (id) this.querySelector('#detector-' + CSS.escape(id))?.scrollIntoView({ block: 'start' });
  }

  async change(one) {
    const set = { mode: one.mode, severity_floor: one.floor ?? '', days: '' };
    const done = await askReason('Change ' + one.id, 'The job hears of it at once. It holds for alerts from now on.', 'Change',
      (reason) => post('/api/control', { detector_id: one.id, reason, mode: set.mode === one.mode ? null : set.mode,
        severity_floor: set.severity_floor === (one.floor ?? '') ? null : set.severity_floor, days: set.days ? Number(set.days) : null }),
      () => html`<div class="two"><label class="field">Mode<select @change=${(e) => { set.mode = e.target.value; }}>${Object.entries(MODES).map(([mode, words]) => html`
        <option value=${mode} ?selected=${mode === set.mode}>${words}</option>`)}</select></label>
        <label class="field">Asks for action from<select @change=${(e) => { set.severity_floor = e.target.value; }}><option value="">Any severity</option>
        ${[...SEVERITIES].reverse().slice(1).map((name) => html`<option value=${name} ?selected=${name === set.severity_floor}>${word(name)}</option>`)}</select></label>
        <label class="field">Days <span class="quiet">(empty: until withdrawn)</span><input type="number" min="1" max="90" @input=${(e) => { set.days = e.target.value; }}></label></div>`);
    if (!done) return;
    said('Sent to the job.');
    this.load();
  }

  async withdraw(control) {
    if (await askWithdraw('change', control.control_id)) this.load();
  }

  controls(one) {
    if (one.controls.length === 0) return nothing;
    return html`<h3>Changes</h3><ul class="controls">${one.controls.map((control) => html`<li><b>${control.mode ? word(control.mode) : ''}${control.severity_floor ? ' from ' + word(control.severity_floor) : ''}</b>
      ${shown(control.reason, 200)} <span class="quiet">${shown(control.author, 40)}, ${time(control.made_at ?? control.holds_from, false)}${control.withdrawn_at ? ', withdrawn' : control.expires_at ? ', until ' + time(control.expires_at, false) : ''}</span>
      ${this.me.role === 'lead' && !control.withdrawn_at ? html`<button @click=${() => this.withdraw(control)}>Withdraw …</button>` : nothing}</li>`)}</ul>`;
  }

  one(one) {
    const judged = Object.values(one.verdicts).reduce((a, b) => a + b, 0) - (one.verdicts.none ?? 0);
    const changed = one.options.filter((option) => String(option.value) !== String(option.default)).length;
    return html`<details class="card detector" id=${'detector-' + one.id} ?open=${this.query.get('id') === one.id}><summary>
        <h2 class="detector-name">${one.id}</h2><span class="mode mode-${String(one.mode).toLowerCase()}">${word(one.mode)}${one.floor ? ' from ' + word(one.floor) : ''}</span>
        <span class="detector-says">${one.summary}</span>
        <span class="quiet detector-figures">${count(one.alerts)} alerts, ${count(one.open)} open${judged > 0 ? ', ' + percent(one.verdicts.FALSE_POSITIVE ?? 0, judged) + ' false of ' + judged : ''}</span></summary>
      <div class="detector-body"><dl class="facts"><div><dt>Subject</dt><dd>${word(one.subject)}</dd></div><div><dt>Severity</dt><dd>${severity(one.severity)}</dd></div>
        <div><dt>ATT&amp;CK</dt><dd>${(one.attack ?? []).join(', ') || '–'}</dd></div><div><dt>Reads</dt><dd>${[one.reads ?? []].flat().join(', ')}</dd></div>
        <div><dt>Verdicts</dt><dd>${Object.entries(VERDICTS).filter(([key]) => one.verdicts[key]).map(([key, name]) => name.toLowerCase() + ' ' + one.verdicts[key]).join(', ') || 'none yet'}</dd></div></dl>
      <p class="detector-acts"><a class="button" href=${'#/queue?view=all&detector=' + encodeURIComponent(one.id)}>Its alerts</a>
        ${this.me.role === 'lead' ? html`<button @click=${() => this.change(one)}>Change the mode …</button>` : nothing}</p>
      ${this.controls(one)}
      <h3>Options in force${changed > 0 ? html` <span class="quiet">· ${changed} not the default</span>` : nothing}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label="Options of ${one.id}"><table class="figures"><thead><tr><th scope="col">Option</th><th scope="col">Value</th><th scope="col">Default</th><th scope="col">What it does</th></tr></thead>
        <tbody>${one.options.map((option) => html`<tr><th scope="row"><code>${option.key.replace('detectors.' + one.id + '.', '')}</code></th>
          <td>${String(option.value) !== String(option.default) ? html`<b>${shown(String(option.value), 80)}</b>` : shown(String(option.value), 80)} <span class="quiet">${option.unit ?? ''}</span></td>
          <td class="quiet">${shown(String(option.default), 80)}</td><td>${option.doc}</td></tr>`)}</tbody></table></div></div></details>`;
  }

  body(data) {
    const off = data.filter((one) => one.mode !== 'ACTIVE');
    return html`${off.length > 0 ? html`<p class="callout">${off.map((one) => one.id + ': ' + word(one.mode).toLowerCase()).join(', ')}</p>` : nothing}
      <div class="detectors">${data.map((one) => this.one(one))}</div>`;
  }
}
customElements.define('lw-detectors', Detectors);
