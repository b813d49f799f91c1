// Above the queue: views, search, filters, how it is sorted and grouped. Everything it does is a change of the address.
import { html, nothing, LitElement } from 'lit';
import { drop, get, post } from '../api.js';
import { live } from '../live.js';
import { failed, said } from '../notice.js';
import { queuePath } from '../route.js';
import { FIELDS, GROUPS, SORTS, VIEWS, changed, fromInput, inForce, toInput, value } from './filters.js';
import { askName } from './views.js';
import { shown } from '../text.js';

class Toolbar extends LitElement {
  static properties = { me: {}, query: {}, open: { state: true }, views: { state: true } };

  constructor() {
    super();
    this.open = false;
    this.views = [];
    this.heard = (event) => { if (event.detail.parts.has('views')) this.load(); };
  }

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('changed', this.heard);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('changed', this.heard);
    clearTimeout(this.timer);
  }

  async load() {
    try { this.views = await get('/api/views'); } catch { this.views = []; }
  }

  set(change, typing = false) {
    this.dispatchEvent(new CustomEvent('filter', { detail: { query: changed(this.query, change), typing } }));
  }

  later(change) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.set(change, true), 250);
  }

  search() {
    const field = this.querySelector('input[type=search]');
    field.focus();
    field.select();
  }

  async save() {
    const name = await askName(this.views);
    if (!name) return;
    try {
      await post('/api/views', { name, query: String(changed(this.query, {})) });
      said('View kept.');
      this.load();
    } catch (refused) {
      failed(refused.message);
    }
  }

  async drop(view) {
    try {
      await drop('/api/views/' + encodeURIComponent(view.name));
      said('View dropped.');
      this.load();
    } catch (refused) {
      failed(refused.message);
    }
  }

  saved() {
    const here = String(changed(this.query, {}));
    return this.views.map((view) => html`<span class="saved"><a href=${queuePath(view.query)} class="tab"
      aria-current=${view.query === here ? 'true' : nothing} title="Kept by ${view.author}">${shown(view.name, 40)}</a>${view.query === here
      && this.me.role !== 'viewer' ? html`<button class="icon" aria-label="Drop the view ${view.name}" title="Drop this view"
        @click=${() => this.drop(view)}>×</button>` : nothing}</span>`);
  }

  field(field) {
    const said = this.query.get(field.key) ?? '';
    const id = 'filter-' + field.key;
    if (field.kind === 'many') {
      const chosen = new Set(said ? said.split(',') : []);
      const tick = (name, on) => {
        if (on) chosen.add(name); else chosen.delete(name);
        this.set({ [field.key]: [...chosen].join(',') });
      };
      return html`<fieldset class="ticks ${field.long ? 'long' : ''}"><legend>${field.label}</legend><div>${field.values(this.me).map(([name, label]) => html`
        <label><input type="checkbox" .checked=${chosen.has(name)} @change=${(e) => tick(name, e.target.checked)}>${label}</label>`)}</div></fieldset>`;
    }
    if (field.kind === 'one') return html`<label class="field" for=${id}>${field.label}<select id=${id} .value=${said}
      @change=${(e) => this.set({ [field.key]: e.target.value })}><option value="">Any</option>${field.values(this.me).map(([name, label]) => html`
      <option value=${name} ?selected=${name === said}>${label}</option>`)}</select></label>`;
    if (field.kind === 'time') return html`<label class="field" for=${id}>${field.label}<input id=${id} type="datetime-local" .value=${toInput(said)}
      @change=${(e) => this.set({ [field.key]: fromInput(e.target.value) })}></label>`;
    return html`<label class="field" for=${id}>${field.label}<input id=${id} type=${field.kind} min="0" .value=${said} placeholder=${field.hint ?? ''}
      autocomplete="off" spellcheck="false" @input=${(e) => this.later({ [field.key]: e.target.value.trim() })}></label>`;
  }

  choice(key, label, names) {
    const now = value(this.query, key);
    return html`<label class="choose"><span>${label}</span><select @change=${(e) => this.set({ [key]: e.target.value })}>
      ${Object.entries(names).map(([name, words]) => html`<option value=${name} ?selected=${name === now} .selected=${name === now}>${words}</option>`)}</select></label>`;
  }

  render() {
    const filters = inForce(this.query, this.me);
    const view = value(this.query, 'view');
    const here = String(changed(this.query, {}));
    const kept = this.views.some((one) => one.query === here);
    return html`<div class="bar"><nav class="tabs" aria-label="Views">${Object.entries(VIEWS).map(([name, words]) => html`<a class="tab"
        href=${queuePath(changed(this.query, { view: name }))} aria-current=${name === view && !kept ? 'true' : nothing}>${words}</a>`)}${this.saved()}</nav>
      <label class="search"><span class="sr">Search</span><input type="search" placeholder="Search  ( / )" .value=${this.query.get('q') ?? ''}
        autocomplete="off" spellcheck="false" @input=${(e) => this.later({ q: e.target.value.trim() })}
        @keydown=${(e) => { if (e.key === 'Enter') { e.preventDefault(); this.set({ q: e.target.value.trim() }); e.target.blur(); } }}></label>
      <button class="toggle" aria-expanded=${this.open ? 'true' : 'false'} aria-controls="filters" @click=${() => { this.open = !this.open; }}>
        Filters${filters.length > 0 ? html` <b>${filters.length}</b>` : nothing}</button>
      ${this.choice('group', 'Group', GROUPS)}${this.choice('sort', 'Sort', SORTS)}</div>
      <div id="filters" class="filters" ?hidden=${!this.open}>${this.open ? FIELDS.map((field) => this.field(field)) : nothing}</div>
      ${filters.length > 0 || this.query.get('q') ? html`<div class="chips">${filters.map((one) => html`<button class="chip"
        @click=${() => this.set({ [one.key]: '' })} aria-label="Remove the filter ${one.label}">${one.label}: ${shown(one.words, 50)} <span aria-hidden="true">×</span></button>`)}
        <a href=${queuePath(view === 'open' ? '' : 'view=' + view)}>Clear all</a>
        ${this.me.role !== 'viewer' ? html`<button class="link" @click=${() => this.save()}>Keep as a view …</button>` : nothing}</div>` : nothing}`;
  }
}
customElements.define('lw-toolbar', Toolbar);
