// Closing: a verdict, and a note where the verdict asks for one.
import { html, nothing } from 'lit';
import { ask } from './dialog.js';
import { draft, forget, keep } from '../kept.js';
import { VERDICTS, plural } from '../words.js';
import { shown } from '../text.js';

const MEANINGS = {
  TRUE_POSITIVE: 'It happened, and it was hostile.',
  BENIGN_TRUE_POSITIVE: 'It happened as the alert says, and was allowed.',
  FALSE_POSITIVE: 'It did not happen as the alert says. A note is required.',
  DUPLICATE: 'Another alert says the same.',
};
const KEYS = { 1: 'TRUE_POSITIVE', 2: 'BENIGN_TRUE_POSITIVE', 3: 'FALSE_POSITIVE', 4: 'DUPLICATE' };

const nameOf = (rows) => 'close:' + rows.map((row) => row.alert_id).sort().join(',').slice(0, 2000);

export function askClose(rows, send) {
  const name = nameOf(rows);
  const typed = draft(name) ?? { verdict: null, note: '', duplicate_of: '' };
  let error = '';
  let busy = false;

  const missing = () => {
    if (!typed.verdict) return 'Choose a verdict.';
    if (typed.verdict === 'FALSE_POSITIVE' && !typed.note.trim()) return 'Say in the note why it is false.';
    return '';
  };

  const template = (close, again) => {
    const set = (change) => {
      Object.assign(typed, change);
      keep(name, typed);
      error = '';
      again();
    };
    const submit = async (event) => {
      event?.preventDefault();
      if (busy) return;
      error = missing();
      if (error) {
        again();
        document.querySelector(typed.verdict ? 'dialog textarea' : 'dialog input[name=verdict]')?.focus();
        return;
      }
      busy = true;
      again();
      try {
        const result = await send({
          verdict: typed.verdict, note: typed.note.trim(),
          ...(typed.verdict === 'DUPLICATE' && typed.duplicate_of.trim() ? { duplicate_of: typed.duplicate_of.trim() } : {}),
        });
        forget(name);
        close(result);
      } catch (refused) {
        busy = false;
        error = refused.message + ' Your note is kept.';
        again();
      }
    };
    const key = (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
      if (KEYS[event.key] && !event.target.matches('textarea, input[type=text]')) {
        event.preventDefault();
        set({ verdict: KEYS[event.key] });
        document.querySelector('dialog input[value=' + KEYS[event.key] + ']').focus();
      }
    };
    return html`<form @submit=${submit} @keydown=${key} novalidate>
      <h2 id="dialog-title">Close ${rows.length === 1 ? 'this alert' : plural(rows.length, 'alert')}</h2>
      ${rows.length === 1 ? html`<p class="about">${shown(rows[0].title, 160)}</p>` : nothing}
      <fieldset class="verdicts"><legend>Verdict</legend>${Object.entries(VERDICTS).map(([value, label], i) => html`
        <label class="choice"><input type="radio" name="verdict" value=${value} ?data-first=${value === (typed.verdict ?? 'TRUE_POSITIVE')}
          .checked=${typed.verdict === value} @change=${() => set({ verdict: value })}>
          <span><b>${label}</b><small>${MEANINGS[value]}</small></span><kbd>${i + 1}</kbd></label>`)}</fieldset>
      ${typed.verdict === 'DUPLICATE' ? html`<label class="field">Id of the other alert <span class="quiet">(if you know it)</span>
        <input type="text" .value=${typed.duplicate_of} maxlength="200" @input=${(e) => set({ duplicate_of: e.target.value })}></label>` : nothing}
      <label class="field">Note ${typed.verdict === 'FALSE_POSITIVE' ? html`<span class="must">required</span>` : html`<span class="quiet">(optional)</span>`}
        <textarea rows="3" maxlength="4000" .value=${typed.note} aria-invalid=${error && typed.verdict ? 'true' : nothing}
          @input=${(e) => set({ note: e.target.value })}></textarea></label>
      <p class="error" role="alert">${error}</p>
      <div class="buttons"><button type="button" @click=${() => close()}>Cancel</button>
        <button class="primary" ?disabled=${busy}>${busy ? 'Closing …' : 'Close'} <kbd>Ctrl Enter</kbd></button></div></form>`;
  };
  return ask('close-dialog', template, { dialog: 'close', rows: rows.length > 200 ? [] : rows });
}
