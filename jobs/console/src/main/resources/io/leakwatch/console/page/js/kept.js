// What somebody has typed and not yet sent. It outlives an ended session and a reload, not the tab.
const PREFIX = 'leakwatch.draft.';

export function draft(name) {
  try { return JSON.parse(sessionStorage.getItem(PREFIX + name)); } catch { return null; }
}

export function keep(name, value) {
  try { sessionStorage.setItem(PREFIX + name, JSON.stringify(value)); } catch { /* full: the page still holds it */ }
}

export const forget = (name) => sessionStorage.removeItem(PREFIX + name);
