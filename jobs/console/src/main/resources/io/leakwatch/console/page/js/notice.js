// Short messages at the edge of the page: what was done, what was refused.
import { html, nothing, LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

const LASTS_MS = 6000;
const MOST = 4;
let numbered = 0;

class Notices extends LitElement {
  static properties = { said: { state: true } };

  constructor() {
    super();
    this.said = [];
  }

  createRenderRoot() { return this; }

  say(text, kind, more) {
    const one = { id: ++numbered, text, kind, more };
    this.said = [...this.said, one].slice(-MOST);
    if (kind !== 'bad') setTimeout(() => this.drop(one.id), LASTS_MS);
  }

  drop(id) { this.said = this.said.filter((one) => one.id !== id); }

  render() {
    return html`<div class="notices" role="status" aria-live="polite">${repeat(this.said, (one) => one.id, (one) => html`
      <div class="notice ${one.kind}"><span class="notice-text">${one.text}${one.more?.length
        ? html`<ul>${one.more.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}</span>
        <button class="icon" aria-label="Dismiss this message" @click=${() => this.drop(one.id)}>×</button></div>`)}</div>`;
  }
}
customElements.define('lw-notices', Notices);

const place = () => document.querySelector('lw-notices');
export const said = (text) => place()?.say(text, 'good');
export const failed = (text, more) => place()?.say(text, 'bad', more);
