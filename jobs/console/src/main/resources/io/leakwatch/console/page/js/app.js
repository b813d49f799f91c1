// The frame: who is asking, which page, whether server and Kafka are there.
import { html, nothing, LitElement } from 'lit';
import { get, post, session, useToken } from './api.js';
import { adoptPath, go, route } from './route.js';
import { hush, listen, live } from './live.js';
import { keys } from './keys.js';
import { serverNow } from './words.js';
import { openHelp } from './dialogs/help.js';
import { resume } from './actions.js';
import { failed } from './notice.js';
import './queue/page.js';
import './alert/page.js';
import './pages/entity.js';
import './pages/overview.js';
import './pages/detectors.js';
import './pages/suppressions.js';
import './pages/health.js';
import './pages/login.js';

const PAGES = { queue: 'Queue', overview: 'Overview', detectors: 'Detectors', suppressions: 'Suppressions', health: 'Health' };
const RETRY_MS = 2000;

class App extends LitElement {
  static properties = { me: { state: true }, here: { state: true }, out: { state: true }, link: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    this.me = null;
    this.here = route();
    this.out = false;
    this.link = true;
    this.trouble = '';
  }

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    adoptPath();
    this.here = route();
    window.addEventListener('hashchange', () => this.moved());
    session.addEventListener('ended', () => this.ended());
    live.addEventListener('link', (event) => { this.link = event.detail; });
    live.addEventListener('changed', (event) => { if (event.detail.parts.has('health')) this.ask(); });
    keys({
      '?': () => openHelp(),
      g: () => go('#/queue'),
    });
    this.enter();
  }

  moved() {
    const before = this.here.page + '/' + this.here.parts.join('/');
    this.here = route();
    if (before === this.here.page + '/' + this.here.parts.join('/')) return;
    window.scrollTo(0, 0);
    this.updateComplete.then(() => this.querySelector('main')?.focus({ preventScroll: true }));
  }

  async ask() {
    const me = await get('/api/me');
    useToken(me.csrf);
    serverNow(me.now);
    this.me = me;
  }

  async enter() {
    try {
      await this.ask();
      this.trouble = '';
      this.out = false;
      listen();
      await this.updateComplete;
      resume();
    } catch (refused) {
      if (refused.status === 401) return;
      this.trouble = refused.message;
      setTimeout(() => this.enter(), RETRY_MS);
    }
  }

  /** Closes dialogs; what was typed in them is kept and comes back after the login. */
  ended() {
    if (this.out) return;
    hush();
    this.out = true;
    for (const dialog of document.querySelectorAll('dialog[open]')) dialog.dispatchEvent(new Event('session-ended'));
  }

  async leave() {
    try {
      await post('/api/logout');
      this.ended();
    } catch (refused) {
      failed(refused.message);
    }
  }

  updated() {
    const name = this.out ? 'Log in' : PAGES[this.here.page] ?? { alert: 'Alert', entity: this.here.parts[1]?.slice(0, 60) }[this.here.page];
    if (name) document.title = name + ' · Leakwatch';
  }

  page() {
    const { page, parts, query } = this.here;
    const me = this.me;
    switch (page) {
      case 'queue': return html`<lw-queue .me=${me} .query=${query}></lw-queue>`;
      case 'alert': return html`<lw-alert .me=${me} .alertId=${parts.join('/')}></lw-alert>`;
      case 'entity': return html`<lw-entity .me=${me} .type=${parts[0]} .entityId=${parts.slice(1).join('/')}></lw-entity>`;
      case 'overview': return html`<lw-overview .me=${me} .query=${query}></lw-overview>`;
      case 'detectors': return html`<lw-detectors .me=${me} .query=${query}></lw-detectors>`;
      case 'suppressions': return html`<lw-suppressions .me=${me}></lw-suppressions>`;
      case 'health': return html`<lw-health .me=${me}></lw-health>`;
      case 'login': queueMicrotask(() => go('#/queue')); return nothing;
      default: return html`<div class="page"><h1>No such page</h1><p>The address names a page that is not there.
        <a href="#/queue">Go to the queue</a>.</p></div>`;
    }
  }

  banner() {
    if (this.trouble && !this.me) return this.warn(this.trouble + ' Trying again every two seconds.');
    if (!this.link) return this.warn('The console does not answer. What you see may be old. Trying to reconnect …');
    if (this.me && !this.me.connected) {
      return this.warn('Kafka is away. What you see may be old, and nothing can be decided until it is back. The console reconnects by itself.');
    }
    return nothing;
  }

  warn(words) {
    return html`<div class="banner" role="alert"><svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"
      fill="currentColor"><path d="M8 1 15.5 15H.5zM7.2 6v4h1.6V6zm0 5.2v1.6h1.6v-1.6z"/></svg>${words}</div>`;
  }

  state() {
    if (!this.link) return html`<span class="state bad"><i aria-hidden="true"></i>Offline</span>`;
    if (!this.me.connected) return html`<span class="state bad"><i aria-hidden="true"></i>Kafka away</span>`;
    return html`<span class="state"><i aria-hidden="true"></i>Live</span>`;
  }

  render() {
    if (this.out) return html`<lw-notices></lw-notices><lw-login @logged-in=${() => this.enter()}></lw-login>`;
    if (!this.me) return html`<lw-notices></lw-notices>${this.banner()}<main class="page"><p class="quiet">Loading …</p></main>`;
    return html`<a class="skip" href="#main" @click=${this.skip}>Skip to the content</a>
      <header class="top"><a class="brand" href="#/queue"><img src="/icon.svg" alt="" width="20" height="20"><span>Leakwatch</span></a>
        <nav aria-label="Pages">${Object.entries(PAGES).map(([page, name]) => html`<a href=${'#/' + page}
          aria-current=${this.here.page === page ? 'page' : nothing}>${name}</a>`)}</nav>
        <span class="grow"></span>${this.state()}
        <button class="icon" @click=${() => openHelp()} aria-label="Keys and help" title="Keys and help (?)">?</button>
        <span class="who" title="Role: ${this.me.role}">${this.me.user}</span>
        ${this.me.login ? html`<button class="plain" @click=${() => this.leave()}>Log out</button>` : nothing}</header>
      ${this.banner()}<main id="main" tabindex="-1">${this.page()}</main><lw-notices></lw-notices>`;
  }

  skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }
}
customElements.define('lw-app', App);
