import { html, nothing } from 'lit';
import { Page } from './page.js';
import { askSuppress, askWithdraw } from '../dialogs/suppress.js';
import { mayWrite } from '../actions.js';
import { count, duration, now, time, word } from '../words.js';
import { shown } from '../text.js';

const STATES = { holds: 'Holds', waiting: 'Waits', expired: 'Expired', withdrawn: 'Withdrawn', refused: 'Refused by the job' };
const ORDER = ['refused', 'waiting', 'holds', 'expired', 'withdrawn'];

class Suppressions extends Page {
  constructor() { super(['suppressions', 'control']); }

  path() { return '/api/suppressions'; }

  head() {
    return html`<div class="page-head"><h1>Suppressions</h1>${mayWrite(this.me) ? html`<button class="primary" @click=${() => this.make()}>New suppression …</button>` : nothing}</div>
      <p class="quiet">A suppression hides nothing from the record: alerts that fit are raised as SHADOW and counted here.</p>`;
  }

  async make() {
    if (await askSuppress({}, this.me)) this.load();
  }

  async withdraw(one) {
    if (await askWithdraw('suppression', one.suppression_id)) this.load();
  }

  scope(one) {
    const parts = [
      one.detector_id ? html`<b>${one.detector_id}</b>` : null,
      one.subject_type || one.subject ? html`${one.subject_type ? word(one.subject_type) : 'subject'} ${one.subject ? shown(one.subject, 60) : nothing}` : null,
      one.network ? html`from ${shown(one.network, 50)}` : null,
    ].filter(Boolean);
    return parts.map((part, i) => html`${i > 0 ? html`<br>` : nothing}${part}`);
  }

  until(one) {
    if (one.state === 'withdrawn') return html`withdrawn ${time(one.withdrawn_at, false)}`;
    if (one.state === 'expired') return html`expired ${time(one.expires_at, false)}`;
    return html`${time(one.expires_at, false)}<br><span class="quiet">${one.expires_at > now() ? 'in ' + duration(one.expires_at - now(), 1) : ''}</span>`;
  }

  body(data) {
    if (data.length === 0) return html`<p class="empty">None was made. Press <kbd>s</kbd> on an alert to begin with its scope.</p>`;
    const rows = [...data].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.made_at - a.made_at);
    return html`<section class="card"><div class="scroll" tabindex="0" role="region" aria-label="Suppressions"><table class="figures"><thead><tr><th scope="col">State</th><th scope="col">Alerts that fit</th><th scope="col">Reason</th>
      <th scope="col">Until (UTC)</th><th scope="col" class="number">Alerts</th><th scope="col"><span class="sr">What to do</span></th></tr></thead>
      <tbody>${rows.map((one) => html`<tr class=${one.state}><td><span class="mode mode-${one.state}">${STATES[one.state] ?? word(one.state)}</span>
          ${one.status?.reason ? html`<div class="must">${shown(one.status.reason, 200)}</div>` : nothing}</td>
        <th scope="row">${this.scope(one)}</th><td>${shown(one.reason, 300)}<br><span class="quiet">${shown(one.author, 40)}, ${time(one.made_at, false)}</span></td>
        <td>${this.until(one)}</td><td class="number"><a href=${'#/queue?view=all&suppressed=' + encodeURIComponent(one.suppression_id)}>${count(one.alerts)}</a></td>
        <td>${mayWrite(this.me) && (one.state === 'holds' || one.state === 'waiting') ? html`<button @click=${() => this.withdraw(one)}>Withdraw …</button>` : nothing}</td></tr>`)}</tbody></table></div></section>`;
  }
}
customElements.define('lw-suppressions', Suppressions);
