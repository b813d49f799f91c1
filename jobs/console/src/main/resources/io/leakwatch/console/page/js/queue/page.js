// The queue. Cursor and selection are ids, never positions; live updates change rows, not where somebody is.
import { LitElement } from 'lit';
import { get, segment } from '../api.js';
import { live } from '../live.js';
import { keys } from '../keys.js';
import { alertPath, go, queuePath, settle } from '../route.js';
import { assignToMe, close, mayWrite, start, suppress } from '../actions.js';
import { asked, value } from './filters.js';
import { anchored, heir, lines, merged } from './list.js';
import { failed } from '../notice.js';
import { queueView } from './view.js';
import './toolbar.js';

const APART_MS = 800;
const MOVING_MS = 2500;
/** Survives a look at an alert: where somebody was in which list. */
const memory = { query: null, cursor: null, selected: new Map(), scroll: 0, ids: [] };
export const around = () => memory;

class Queue extends LitElement {
  static properties = { me: {}, query: {}, answer: { state: true }, rows: { state: true }, cursor: { state: true }, error: { state: true },
    waiting: { state: true }, held: { state: true } };

  constructor() {
    super();
    this.answer = null;
    this.rows = [];
    this.cursor = null;
    this.selected = new Map();
    this.unfolded = new Set();
    this.fresh = new Set();
    this.error = '';
    this.held = 0;
    this.moved = 0;
    this.heard = (event) => this.changed(event.detail);
    this.triaged = (event) => this.took(event.detail);
    this.scrolled = () => {
      if (this.fresh.size === 0) return;
      if (window.scrollY < 10) this.fresh.clear();
      this.requestUpdate();
    };
    this.pointer = (event) => { if (event.pointerType === 'mouse' && event.movementX + event.movementY !== 0) this.moved = Date.now(); };
  }

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('changed', this.heard);
    document.addEventListener('triaged', this.triaged);
    window.addEventListener('scroll', this.scrolled, { passive: true });
    this.ticking = setInterval(() => this.requestUpdate(), 30000);
    this.silence = keys({
      j: () => this.step(1), ArrowDown: () => this.step(1), k: () => this.step(-1), ArrowUp: () => this.step(-1),
      Enter: () => this.enter(), o: () => this.enter(), x: () => this.pick(this.cursor), '.': () => this.show(),
      a: () => this.act(assignToMe), i: () => this.act(start), c: () => this.act(close), s: () => this.act((rows) => suppress(rows[0], this.me)),
      '/': () => this.querySelector('lw-toolbar').search(), Escape: () => this.clear(), Home: () => this.edge(0), End: () => this.edge(-1),
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('changed', this.heard);
    document.removeEventListener('triaged', this.triaged);
    window.removeEventListener('scroll', this.scrolled);
    clearInterval(this.ticking);
    clearTimeout(this.timer);
    this.silence();
    Object.assign(memory, { query: String(this.query), cursor: this.cursor, selected: this.selected, scroll: window.scrollY,
      ids: this.lines().filter((line) => line.row).map((line) => line.id) });
  }

  willUpdate(change) {
    if (!change.has('query') || String(change.get('query') ?? '\0') === String(this.query)) return;
    const first = this.answer === null;
    if (first && memory.query === String(this.query)) {
      Object.assign(this, { cursor: memory.cursor, selected: memory.selected });
      this.load().then(() => this.updateComplete).then(() => {
        window.scrollTo({ top: memory.scroll, behavior: 'instant' });
        this.line(this.cursor)?.focus({ preventScroll: true });
      });
      return;
    }
    this.cursor = null;
    this.selected = new Map();
    this.fresh = new Set();
    this.rows = [];
    this.load();
  }

  /** Asks for the page that the address names; only the latest question's answer counts. */
  async load(keep = false) {
    const turn = this.turn = (this.turn ?? 0) + 1;
    this.waiting = !keep;
    this.lastAsked = Date.now();
    try {
      const answer = await get('/api/alerts?' + asked(this.query));
      if (turn !== this.turn) return;
      if (keep) await this.take(answer);
      else Object.assign(this, { answer, rows: answer.rows, held: 0, next: null });
      this.error = '';
    } catch (refused) {
      if (turn === this.turn && refused.status !== 401) this.error = refused.message;
    } finally {
      if (turn === this.turn) this.waiting = false;
    }
  }

  holds() { return new Set([...this.selected.keys(), ...(this.cursor ? [this.cursor] : [])]); }

  /** While the mouse moves over the rows, none of them moves away from under it. */
  async take(answer) {
    const known = new Set(this.rows.map((row) => row.alert_id));
    const come = answer.rows.filter((row) => !known.has(row.alert_id));
    if (come.length > 0 && Date.now() - this.moved < MOVING_MS && this.querySelector('tbody:hover')) {
      const now = new Map(answer.rows.map((row) => [row.alert_id, row]));
      this.rows = this.rows.map((row) => now.get(row.alert_id) ?? row);
      this.held = come.length;
      this.next = answer;
      clearTimeout(this.release);
      this.release = setTimeout(() => { if (this.next) this.take(this.next); }, MOVING_MS);
      return;
    }
    await anchored(this, this.cursor, async () => {
      this.rows = merged(this.rows, answer.rows, this.holds());
      for (const row of this.rows) if (this.selected.has(row.alert_id)) this.selected.set(row.alert_id, row);
      for (const row of come) this.fresh.add(row.alert_id);
      Object.assign(this, { answer, held: 0, next: null });
      await this.updateComplete;
    });
    if (this.cursor === null) setTimeout(() => { come.forEach((row) => this.fresh.delete(row.alert_id)); this.requestUpdate(); }, 8000);
    this.requestUpdate();
    this.renew();
  }

  /** Rows that are held here, but stand elsewhere now, are asked for one by one. */
  async renew() {
    for (const row of this.rows.filter((one) => one.gone).slice(0, 10)) {
      try {
        const now = (await get('/api/alerts/' + segment(row.alert_id))).row;
        this.rows = this.rows.map((one) => (one.alert_id === now.alert_id && one.gone ? { ...now, gone: true } : one));
      } catch { /* it stays as it was */ }
    }
  }

  show() {
    this.moved = 0;
    this.fresh.clear();
    if (this.next) this.take(this.next);
    window.scrollTo({ top: 0, behavior: 'instant' });
    this.requestUpdate();
  }

  changed({ parts }) {
    if (!parts.has('alerts') && !parts.has('triage')) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(true), Math.max(0, (this.lastAsked ?? 0) + APART_MS - Date.now()));
  }

  /** What this page did itself: rows that fit no longer leave at once, and the cursor goes on. */
  took({ done, refused }) {
    const now = new Map([...done, ...refused.map((one) => one.row).filter(Boolean)].map((row) => [row.alert_id, row]));
    const view = value(this.query, 'view');
    const leaves = (row) => (view === 'open' || view === 'mine') && row.status === 'CLOSED' && !row.came_back;
    const leaving = new Set(done.filter(leaves).map((row) => row.alert_id));
    if (leaving.has(this.cursor)) this.cursor = heir(this.lines(), this.cursor, leaving);
    const put = (rows) => rows.filter((row) => !leaving.has(row.alert_id)).map((row) => now.get(row.alert_id) ?? row);
    this.rows = put(this.rows);
    if (this.answer?.groups) this.answer = { ...this.answer, groups: this.answer.groups.map((group) => ({ ...group, rows: put(group.rows ?? []) })) };
    done.forEach((row) => this.selected.delete(row.alert_id));
    refused.forEach((one) => { if (one.row) this.selected.set(one.alert_id, one.row); });
    this.load(true).then(() => this.focusCursor());
  }

  lines() { return lines(this.rows, this.answer?.groups ?? null, this.unfolded); }
  line(id) { return id === null ? null : this.querySelector('[data-line="' + CSS.escape(id) + '"]'); }

  step(by) {
    const all = this.lines();
    const at = all.findIndex((line) => line.id === this.cursor);
    const to = at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by));
    if (all[to]) this.put(all[to].id);
  }

  edge(at) {
    const line = this.lines().at(at);
    if (line) this.put(line.id);
  }

  async put(id) {
    this.cursor = id;
    this.fresh.delete(id);
    await this.updateComplete;
    this.focusCursor();
  }

  focusCursor() {
    const line = this.line(this.cursor);
    if (!line || document.querySelector('dialog[open]') || document.activeElement?.matches('input[type=search], .filters *')) return;
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: 'nearest' });
  }

  enter() {
    const line = this.lines().find((one) => one.id === this.cursor);
    if (line?.head) this.fold(line.head.key);
    else if (line) go(alertPath(line.id));
  }

  fold(key) {
    if (!this.unfolded.delete(key)) this.unfolded.add(key);
    this.requestUpdate();
  }

  pick(id) {
    const line = this.lines().find((one) => one.id === id);
    if (!line) return;
    const rows = line.head ? line.head.rows ?? [] : [line.row];
    const all = rows.every((row) => this.selected.has(row.alert_id));
    rows.forEach((row) => (all ? this.selected.delete(row.alert_id) : this.selected.set(row.alert_id, row)));
    this.requestUpdate();
  }

  pickAll(on) {
    this.selected = new Map(on ? this.lines().filter((line) => line.row).map((line) => [line.id, line.row]) : []);
    this.requestUpdate();
  }

  clear() {
    if (this.selected.size > 0) this.pickAll(false);
    else this.cursor = null;
  }

  chosen() {
    if (this.selected.size > 0) return [...this.selected.values()];
    const line = this.lines().find((one) => one.id === this.cursor);
    return line?.head ? line.head.rows ?? [] : line ? [line.row] : [];
  }

  act(action) {
    const rows = this.chosen();
    if (!mayWrite(this.me)) return failed('A viewer reads. Ask a lead for the role of an analyst.');
    return rows.length > 0 ? action(rows) : failed('Go to an alert with j and k, or select some with x, then try again.');
  }

  filter({ query, typing }) {
    if (typing) settle(queuePath(query));
    else go(queuePath(query));
  }
  
  render() { return queueView(this); }
}
customElements.define('lw-queue', Queue);
