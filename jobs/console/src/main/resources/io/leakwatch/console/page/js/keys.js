// Keys of one letter. The topmost set of keys answers; none does while somebody types or a dialog is open.
const KEPT = 'leakwatch.keys-off';
const stack = [];

export const keysOff = () => localStorage.getItem(KEPT) === 'yes';
export const setKeysOff = (off) => localStorage.setItem(KEPT, off ? 'yes' : 'no');

/** Adds a map of key -> action and returns what takes it away. */
export function keys(map) {
  stack.push(map);
  return () => {
    const at = stack.indexOf(map);
    if (at >= 0) stack.splice(at, 1);
  };
}

function typing(target) {
  if (!(target instanceof Element)) return false;
  return target.matches('textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio]):not([type=button])');
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector('dialog[open]')) return;
  if (typing(event.target)) {
    if (event.key === 'Escape') {
      event.target.blur();
      event.preventDefault();
    }
    return;
  }
  if (keysOff() && event.key.length === 1) return;
  // Enter and the space bar belong to the button or link that has the focus.
  if ((event.key === 'Enter' || event.key === ' ') && event.target.matches?.('a, button, summary, input, label')) return;
  for (let i = stack.length - 1; i >= 0; i--) {
    const action = stack[i][event.key];
    if (action) {
      event.preventDefault();
      action(event);
      return;
    }
  }
});
