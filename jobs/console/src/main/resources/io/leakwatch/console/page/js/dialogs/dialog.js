// A dialog that is asked for and answers with a promise.
import { render } from 'lit';
import { forget, keep } from '../kept.js';

/**
 * Shows `template(close, again)` in a modal dialog; resolves with what close was given, null for Escape.
 * `open` says how to bring it back after a session that ended: {dialog, ...}; null for a dialog that is not brought back.
 */
export function ask(name, template, open = null) {
  if (document.querySelector('dialog[open]')) return Promise.resolve(null);
  return new Promise((resolve) => {
    const before = document.activeElement;
    const dialog = document.createElement('dialog');
    dialog.className = 'dialog ' + name;
    dialog.setAttribute('aria-labelledby', 'dialog-title');
    let answer = null;
    const close = (value = null) => {
      answer = value;
      dialog.close();
    };
    const again = () => { if (dialog.isConnected) render(template(close, again), dialog); };
    if (open) keep('open', { ...open, at: location.hash });
    let ended = false;
    dialog.addEventListener('session-ended', () => {
      ended = true;
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      if (open && !ended) forget('open');
      render('', dialog);
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(answer);
    });
    document.body.append(dialog);
    again();
    dialog.showModal();
    dialog.querySelector('[data-first]')?.focus();
  });
}
