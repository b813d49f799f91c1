import { html } from 'lit';
import { ask } from '../dialogs/dialog.js';

/** Asks for the name of a view; null where somebody thought better of it. */
export const askName = (views) => {
  let name = '';
  return ask('view-dialog', (close, again) => html`<form @submit=${(e) => { e.preventDefault(); if (name.trim()) close(name.trim()); }}>
    <h2 id="dialog-title">Keep this view</h2>
    <p class="about">Filters, order and groups, under a name that everybody sees.</p>
    <label class="field">Name<input type="text" data-first maxlength="60" autocomplete="off" @input=${(e) => { name = e.target.value; again(); }}></label>
    <p class="quiet" role="status">${views.some((view) => view.name === name.trim()) ? 'A view of this name is there; it will be replaced.' : ''}</p>
    <div class="buttons"><button type="button" @click=${() => close()}>Cancel</button>
      <button class="primary" ?disabled=${!name.trim()}>Keep</button></div></form>`);
};
