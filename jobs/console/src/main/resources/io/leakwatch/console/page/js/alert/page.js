// One alert: what happened, why it was raised, whom it touched, what to do, what was done.
import { html, nothing, LitElement } from 'lit';
import { get, segment, text } from '../api.js';
import { live } from '../live.js';
import { keys } from '../keys.js';
import { alertPath, go, queuePath, shareable } from '../route.js';
import { assignToMe, assignTo, close, mayWrite, note, reopen, start, suppress } from '../actions.js';
import { draft, forget, keep } from '../kept.js';
import { failed, said } from '../notice.js';
import { VERDICTS, at, ago, count, plural, severity, standing, word } from '../words.js';
import { entity, shown, unfolding, visible } from '../text.js';
import { around } from '../queue/page.js';
import { evidence } from './evidence.js';
import { timeline } from './timeline.js';
import { sources } from './sources.js';
import { clock, hasHours } from './clock.js';
import { actionLog, attack, checklist, related } from './side.js';
import { copy } from './copy.js';

const APART_MS = 700;
/** As many are named in a live update; of more, any may have changed. */
const MOST_IDS = 200;

class AlertPage extends LitElement {
  static properties = { me: {}, alertId: {}, data: { state: true }, error: { state: true } };

  constructor() {
    super();
    this.data = null;
    this.error = '';
    this.heard = (event) => {
      const { alerts, parts } = event.detail;
      const maybe = alerts.size === 0 || alerts.size >= MOST_IDS;
      if (alerts.has(this.alertId) || (maybe && parts.has('alerts')) || parts.has('suppressions')) this.later();
    };
    this.triaged = () => this.load();
  }

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('changed', this.heard);
    document.addEventListener('triaged', this.triaged);
    const back = () => go(queuePath(around().query ?? ''));
    this.silence = keys({
      j: () => this.walk(1), k: () => this.walk(-1), o: back, u: back, Escape: back,
      a: () => this.act(assignToMe), i: () => this.act(start), c: () => this.act(close), s: () => this.act((rows) => suppress(rows[0], this.me)),
      n: () => this.querySelector('.note textarea')?.focus(),
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('changed', this.heard);
    document.removeEventListener('triaged', this.triaged);
    clearTimeout(this.timer);
    this.silence();
  }

  willUpdate(change) {
    if (!change.has('alertId')) return;
    this.data = null;
    around().cursor = this.alertId;
    this.load();
  }

  updated() { if (this.data) document.title = visible(this.data.row.title).slice(0, 80) + ' · Leakwatch'; }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), APART_MS);
  }

  async load() {
    const id = this.alertId;
    try {
      const data = await get('/api/alerts/' + segment(id));
      if (id === this.alertId) Object.assign(this, { data, error: '' });
    } catch (refused) {
      if (id === this.alertId && refused.status !== 401) this.error = refused.message;
    }
  }

  walk(by) {
    const { ids } = around();
    const at = ids.indexOf(this.alertId);
    const next = ids[at < 0 ? 0 : at + by];
    if (next) go(alertPath(next));
    else failed(by > 0 ? 'This was the last alert of the page of the queue.' : 'This is the first alert of the page of the queue.');
  }

  act(action) {
    if (!this.data) return null;
    if (!mayWrite(this.me)) return failed('A viewer reads. Ask a lead for the role of an analyst.');
    return action([this.data.row]);
  }

  async copyMarkdown() {
    try {
      await copy(await text('/api/alerts/' + segment(this.alertId) + '/markdown'));
      said('Copied as Markdown.');
    } catch (refused) {
      failed(refused.message);
    }
  }

  async copyLink() {
    await copy(shareable(alertPath(this.alertId)));
    said('Link copied.');
  }

  async keepNote(event) {
    event.preventDefault();
    const words = (draft('note:' + this.alertId) ?? '').trim();
    if (!words) return;
    const result = await note(this.data.row, words);
    if (!result?.done.length) return;
    forget('note:' + this.alertId);
    this.querySelector('.note textarea').value = '';
    this.requestUpdate();
  }

  head({ row, alert }) {
    const writes = mayWrite(this.me);
    const open = row.status !== 'CLOSED';
    const base = '/api/alerts/' + segment(row.alert_id);
    return html`<header class="alert-head">
      <p class="crumbs"><a href=${queuePath(around().query ?? '')}>Queue</a> <span class="quiet" aria-hidden="true">/</span>
        <a href=${'#/detectors?id=' + encodeURIComponent(row.detector_id)}>${row.detector_id}</a></p>
      <h1>${shown(row.title, 300)}</h1>
      <p class="marks">${severity(row.severity)}<span class="standing ${row.came_back ? 'back' : row.status.toLowerCase()}">${standing(row)}</span>
        ${row.assignee ? html`<span>${shown(row.assignee, 40)}</span>` : html`<span class="quiet">nobody's</span>`}
        ${row.mode === 'SHADOW' ? html`<span class="mark">shadow</span>` : nothing}
        <span class="quiet">risk ${row.risk_score} · confidence ${row.confidence} % · revision ${row.revision} · changed ${ago(row.updated_at)}${row.updated_at ? ' ago' : nothing}</span></p>
      ${row.came_back ? html`<p class="callout warn">It was closed as ${(VERDICTS[row.verdict] ?? 'decided').toLowerCase()} and has become worse since. Please look again.</p>` : nothing}
      ${row.suppressed_by ? this.suppressed(row) : nothing}
      <div class="acts" role="group" aria-label="What to do">
        <button ?disabled=${!writes} @click=${() => this.act(assignToMe)}>Assign to me <kbd aria-hidden="true">a</kbd></button>
        ${row.assignee ? html`<button class="rare" ?disabled=${!writes} @click=${() => this.act((rows) => assignTo(rows, null))}>Give back</button>` : nothing}
        ${open && row.status !== 'IN_PROGRESS' ? html`<button ?disabled=${!writes} @click=${() => this.act(start)}>In progress <kbd aria-hidden="true">i</kbd></button>` : nothing}
        ${open ? html`<button class="primary" ?disabled=${!writes} @click=${() => this.act(close)}>Close … <kbd aria-hidden="true">c</kbd></button>`
          : html`<button ?disabled=${!writes} @click=${() => this.act(reopen)}>Reopen</button>`}
        <button class="rare" ?disabled=${!writes} @click=${() => this.act((rows) => suppress(rows[0], this.me))}>Suppress … <kbd aria-hidden="true">s</kbd></button>
        <span class="grow"></span>
        <button class="plain" @click=${() => this.copyLink()}>Copy link</button>
        <button class="plain" @click=${() => this.copyMarkdown()}>Copy as Markdown</button>
        <a class="button plain" href=${base + '/json'} download>JSON</a><a class="button plain" href=${base + '/ocsf'} download>OCSF</a></div></header>`;
  }

  suppressed(row) {
    const it = this.data.suppression;
    return html`<p class="callout">Kept as SHADOW by a suppression${it ? html` of ${shown(it.author, 40)}: ${shown(it.reason, 200)}` : nothing}.
      <a href="#/suppressions">Suppressions</a></p>`;
  }

  facts({ row, alert }) {
    const fact = (name, what) => html`<div><dt>${name}</dt><dd>${what}</dd></div>`;
    return html`<section class="card"><h2>Facts</h2><dl class="facts">
      ${fact(word(row.subject.type), entity(row.subject.type, row.subject.id, 80))}
      ${fact('First seen', at(row.first_seen_at))}${fact('Last seen', at(row.last_seen_at))}${fact('Raised', at(row.raised_at))}
      ${row.closed_at ? fact('Went quiet', at(row.closed_at)) : nothing}${fact('Times', count(row.occurrences))}
      ${alert.records ? fact('Records that left', count(alert.records)) : nothing}
      ${alert.data_classes?.length ? fact('Data', alert.data_classes.map((one) => word(one)).join(', ')) : nothing}
      ${fact('Id', html`<code>${shown(row.alert_id, 60)}</code>`)}</dl></section>`;
  }

  accounts({ alert }) {
    const list = (type, ids, all) => html`<ul class="ids">${ids.slice(0, 40).map((id) => html`<li>${entity(type, id, 40)}</li>`)}</ul>
      ${ids.length > 40 ? html`<details><summary>${count(ids.length - 40)} more</summary><ul class="ids">${ids.slice(40).map((id) => html`<li>${entity(type, id, 40)}</li>`)}</ul></details>` : nothing}
      ${all > ids.length ? html`<p class="quiet">${count(all - ids.length)} more are not named in the alert.</p>` : nothing}`;
    const other = alert.affected_other;
    if (!alert.affected_count && !other && !alert.clients?.length && !alert.sessions?.length) return nothing;
    return html`<section class="card"><h2>Affected ${alert.affected_count ? html`<span class="quiet">${plural(alert.affected_count, 'account')}</span>` : nothing}</h2>
      ${list('ACCOUNT', alert.affected_accounts, alert.affected_count)}
      ${other ? html`<h3>${word(other.type)}: ${count(other.count)}</h3>${list(other.type, other.ids, other.count)}` : nothing}
      ${alert.clients?.length ? html`<h3>Clients</h3>${list('CLIENT', alert.clients, 0)}` : nothing}
      ${alert.sessions?.length ? html`<h3>Sessions</h3>${list('SESSION', alert.sessions, 0)}` : nothing}</section>`;
  }

  noteForm() {
    const name = 'note:' + this.alertId;
    return html`<form class="note" @submit=${this.keepNote}><label class="field">Note
      <textarea rows="2" maxlength="4000" .value=${draft(name) ?? ''} ?disabled=${!mayWrite(this.me)}
        @input=${(e) => keep(name, e.target.value)}
        @keydown=${(e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) this.keepNote(e); }}></textarea></label>
      <button ?disabled=${!mayWrite(this.me)}>Add note</button></form>`;
  }

  render() {
    if (!this.data) {
      return html`<div class="page">${this.error ? html`<h1>No alert to show</h1><p class="error" role="alert">${this.error}</p>
        <p><a href="#/queue">Go to the queue</a></p>` : html`<p class="quiet">Loading …</p>`}</div>`;
    }
    const data = this.data;
    return html`<article class="page alert">${this.head(data)}
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      <div class="columns"><div class="column main">
        <section class="card summary"><h2 class="sr">What happened</h2><p>${unfolding(data.alert.summary, 900)}</p></section>
        ${evidence(data.alert)}${timeline(data)}${sources(data.alert)}${hasHours(data.alert) ? clock(data) : nothing}${this.accounts(data)}</div>
      <div class="column side">${checklist(data, mayWrite(this.me))}${this.facts(data)}${related(data)}${attack(data)}
        <section class="card"><h2>What was done</h2>${this.noteForm()}${actionLog(data.actions)}</section></div></div></article>`;
  }
}
customElements.define('lw-alert', AlertPage);
