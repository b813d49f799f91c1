// Suppressing: what it would have hidden is shown before it can be made.
import { html, nothing } from 'lit';
import { ask } from './dialog.js';
import { post } from '../api.js';
import { draft, forget, keep } from '../kept.js';
import { failed, said } from '../notice.js';
import { SUBJECTS, count, plural, severity, standing, word } from '../words.js';
import { shown, visible } from '../text.js';

const MOST_DAYS = 90;
const SCOPE = ['detector_id', 'subject_type', 'subject', 'network'];

const nameOf = (scope) => 'suppress:' + SCOPE.map((part) => scope[part] ?? '').join('|').slice(0, 1000);
const scopeOf = (typed) => Object.fromEntries(SCOPE.map((part) => [part, typed[part]?.trim() ? typed[part] : null]));

export function askSuppress(scope, me) {
  const name = nameOf(scope);
  const typed = draft(name) ?? { detector_id: '', subject_type: '', subject: '', network: '', reason: '', days: 7,
    ...Object.fromEntries(Object.entries(scope).filter(([, value]) => value)) };
  const detectors = me?.detectors ?? document.querySelector('lw-app').me.detectors;
  const state = { preview: null, of: '', looking: false, error: '', busy: false, timer: 0 };
  const asked = () => JSON.stringify(scopeOf(typed));
  const ready = () => state.preview && state.of === asked();

  const template = (close, again) => {
    const look = async () => {
      const of = asked();
      if (state.of === of || Object.values(scopeOf(typed)).every((part) => part === null)) return;
      state.looking = true;
      again();
      try {
        const preview = await post('/api/suppressions/preview', scopeOf(typed));
        if (of !== asked()) return;
        Object.assign(state, { preview, of, error: '' });
      } catch (refused) {
        if (of === asked()) Object.assign(state, { preview: null, of: '', error: refused.message });
      } finally {
        if (of === asked()) state.looking = false;
        again();
      }
    };
    if (state.timer === 0) state.timer = setTimeout(look, 0);
    const set = (change) => {
      Object.assign(typed, change);
      keep(name, typed);
      state.error = '';
      clearTimeout(state.timer);
      state.timer = setTimeout(look, 250);
      again();
    };
    const submit = async (event) => {
      event?.preventDefault();
      if (state.busy || !ready()) return;
      if (!typed.reason.trim()) {
        state.error = 'Say why: whoever reads the list next week has to know.';
        again();
        document.querySelector('dialog textarea')?.focus();
        return;
      }
      state.busy = true;
      again();
      try {
        const made = await post('/api/suppressions', { ...scopeOf(typed), reason: typed.reason.trim(), days: Number(typed.days) });
        forget(name);
        said('Suppression made. New alerts of this kind are kept as SHADOW.');
        close(made);
      } catch (refused) {
        state.busy = false;
        state.error = refused.message + ' What you typed is kept.';
        again();
      }
    };
    return html`<form @submit=${submit} @keydown=${(e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) submit(e); }} novalidate>
      <h2 id="dialog-title">Suppress alerts</h2>
      <p class="about">Alerts that fit everything below are still raised and kept, but as SHADOW: they ask nobody to act.</p>
      <div class="two">${fields(typed, set, detectors)}</div>
      ${previewOf(state, ready(), typed)}
      <div class="two"><label class="field">Days <span class="quiet">(1 to ${MOST_DAYS})</span>
        <input type="number" min="1" max=${MOST_DAYS} .value=${String(typed.days)} @input=${(e) => set({ days: e.target.value })}></label></div>
      <label class="field">Reason <span class="must">required</span>
        <textarea rows="2" maxlength="2000" data-first .value=${typed.reason} @input=${(e) => set({ reason: e.target.value })}></textarea></label>
      <p class="error" role="alert">${daysFault(typed.days) || state.error}</p>
      <div class="buttons"><button type="button" @click=${() => close()}>Cancel</button>
        <button class="primary" ?disabled=${!ready() || state.busy || daysFault(typed.days) !== ''}>${state.busy ? 'Making …' : 'Suppress'}
          <kbd>Ctrl Enter</kbd></button></div></form>`;
  };
  return ask('suppress-dialog', template, { dialog: 'suppress', scope });
}

const daysFault = (days) => {
  const n = Number(days);
  return Number.isInteger(n) && n >= 1 && n <= MOST_DAYS ? '' : 'Days are a whole number from 1 to ' + MOST_DAYS + '.';
};

const fields = (typed, set, detectors) => html`
  <label class="field">Detector<select @change=${(e) => set({ detector_id: e.target.value })}>
    <option value="" ?selected=${!typed.detector_id}>Any</option>${detectors.map((one) => html`<option value=${one.id}
      ?selected=${one.id === typed.detector_id}>${one.id}</option>`)}</select></label>
  <label class="field">Kind of subject<select @change=${(e) => set({ subject_type: e.target.value })}>
    <option value="" ?selected=${!typed.subject_type}>Any</option>${SUBJECTS.map((type) => html`<option value=${type}
      ?selected=${type === typed.subject_type}>${word(type)}</option>`)}</select></label>
  <label class="field">Subject <span class="quiet">(* stands for anything)</span>
    <input type="text" .value=${visible(typed.subject) === typed.subject ? typed.subject : ''} spellcheck="false" autocomplete="off"
      placeholder=${visible(typed.subject) === typed.subject ? '' : 'set by the alert; it holds hidden characters'}
      @input=${(e) => set({ subject: e.target.value })}></label>
  <label class="field">Network <span class="quiet">(all sources lie in it)</span>
    <input type="text" .value=${typed.network} placeholder="203.0.113.0/24" spellcheck="false" autocomplete="off"
      @input=${(e) => set({ network: e.target.value })}></label>`;

function previewOf(state, fresh, typed) {
  if (Object.values(scopeOf(typed)).every((part) => part === null)) {
    return html`<div class="preview"><p class="quiet">Name a detector, a subject or a network.</p></div>`;
  }
  if (!fresh) return html`<div class="preview" aria-live="polite"><p class="quiet">${state.looking || !state.error
    ? 'Looking at what it would have hidden …' : 'No preview.'}</p></div>`;
  const it = state.preview;
  return html`<div class="preview ${it.true_positives > 0 ? 'risky' : ''}" aria-live="polite">
    <p><b>In the last ${it.days} days it would have hidden ${plural(it.alerts, 'alert')}</b>${it.alerts === 0 ? '.' : html`:
      <span class="tally ${it.true_positives > 0 ? 'bad' : ''}">${count(it.true_positives)} true</span> <span class="tally">${count(it.benign)} benign</span>
      <span class="tally">${count(it.false_positives)} false</span> <span class="tally">${count(it.unjudged)} not judged</span>`}</p>
    ${it.true_positives > 0 ? html`<p class="must">${plural(it.true_positives, 'of them was a true positive', 'of them were true positives')}. Narrow it if you can.</p>` : nothing}
    <ul class="examples">${it.rows.slice(0, 5).map((row) => html`<li>${severity(row.severity)} ${shown(row.title, 90)}
      <span class="quiet">${standing(row)}</span></li>`)}${it.alerts > 5 ? html`<li class="quiet">and ${count(it.alerts - 5)} more</li>` : nothing}</ul></div>`;
}

export async function askWithdraw(kind, id) {
  const done = await askReason('Withdraw this ' + kind, 'It no longer holds for alerts from now on. The record stays.', 'Withdraw',
    (reason) => post('/api/' + (kind === 'suppression' ? 'suppressions' : 'control') + '/' + encodeURIComponent(id) + '/withdraw', { reason }));
  if (done) said('Withdrawn.');
  return done;
}

/** Asks for a reason, then does `send(reason)`. */
export function askReason(title, about, button, send, more = () => nothing) {
  const state = { reason: '', error: '', busy: false };
  return ask('reason-dialog', (close, again) => {
    const submit = async (event) => {
      event.preventDefault();
      if (state.busy) return;
      if (!state.reason.trim()) state.error = 'Give a reason.';
      else {
        state.busy = true;
        again();
        try {
          await send(state.reason.trim());
          close(true);
          return;
        } catch (refused) {
          state.error = refused.message;
          if (refused.status === 401) failed(refused.message);
        }
        state.busy = false;
      }
      again();
    };
    return html`<form @submit=${submit} novalidate><h2 id="dialog-title">${title}</h2><p class="about">${about}</p>${more(again)}
      <label class="field">Reason <span class="must">required</span><textarea rows="2" data-first .value=${state.reason} maxlength="2000"
        @input=${(e) => { state.reason = e.target.value; state.error = ''; again(); }}></textarea></label>
      <p class="error" role="alert">${state.error}</p>
      <div class="buttons"><button type="button" @click=${() => close()}>Cancel</button>
        <button class="primary" ?disabled=${state.busy}>${button}</button></div></form>`;
  });
}
