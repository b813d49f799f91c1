// What the plain pages have in common: they ask one address, and ask again when something of theirs has changed.
import { html, nothing, LitElement } from 'lit';
import { get } from '../api.js';
import { live } from '../live.js';

const APART_MS = 3000;

export class Page extends LitElement {
  static properties = { me: {}, data: { state: true }, error: { state: true } };

  /** parts: the words of live updates that concern this page. */
  constructor(parts) {
    super();
    this.data = null;
    this.error = '';
    this.asked = 0;
    this.heard = (event) => { if (parts.some((part) => event.detail.parts.has(part))) this.later(); };
  }

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('changed', this.heard);
    if (this.every) this.ticking = setInterval(() => this.load(), this.every);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('changed', this.heard);
    clearInterval(this.ticking);
    clearTimeout(this.timer);
  }

  willUpdate() {
    if (this.path() === this.of) return;
    this.of = this.path();
    this.data = null;
    this.load();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), Math.max(0, this.asked + APART_MS - Date.now()));
  }

  async load() {
    const path = this.path();
    this.asked = Date.now();
    try {
      const data = await get(path);
      if (path === this.path()) Object.assign(this, { data, error: '' });
    } catch (refused) {
      if (path === this.path() && refused.status !== 401) this.error = refused.message;
    }
  }

  render() {
    return html`<div class="page">${this.head()}
      ${this.error ? html`<p class="error" role="alert">${this.error} <button @click=${() => this.load()}>Try again</button></p>` : nothing}
      ${this.data ? this.body(this.data) : this.error ? nothing : html`<p class="quiet">Loading …</p>`}</div>`;
  }
}
