import { html, nothing, LitElement } from 'lit';
import { post } from '../api.js';
import { draft } from '../kept.js';

class Login extends LitElement {
  static properties = { error: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.error = '';
    this.busy = false;
  }

  createRenderRoot() { return this; }

  firstUpdated() { this.querySelector('input').focus(); }

  async enter(event) {
    event.preventDefault();
    const form = event.target;
    this.busy = true;
    this.error = '';
    try {
      await post('/api/login', { name: form.elements.name.value, password: form.elements.password.value });
      this.dispatchEvent(new Event('logged-in'));
    } catch (refused) {
      this.error = refused.message;
      form.elements.password.value = '';
      form.elements.password.focus();
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`<main class="login"><form class="card" @submit=${this.enter}><p class="brand"><img src="/icon.svg" alt="" width="28" height="28"> Leakwatch</p>
      <h1>Log in</h1>${draft('open') ? html`<p class="callout">Your session has ended. What you typed is kept and comes back.</p>` : nothing}
      <label class="field">Name<input name="name" autocomplete="username" required maxlength="200"></label>
      <label class="field">Password<input name="password" type="password" autocomplete="current-password" required maxlength="1000"></label>
      <p class="error" role="alert">${this.error}</p><div class="buttons"><button class="primary" ?disabled=${this.busy}>Log in</button></div></form></main>`;
  }
}
customElements.define('lw-login', Login);
