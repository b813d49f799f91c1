// Live updates. `changed` carries {alerts: Set, parts: Set}; `link` says whether the server is there.
import { get } from './api.js';

export const live = new EventTarget();
const SILENCE_MS = 45000;
const RETRY_MS = 2000;
/** A browser has six connections to a server for all of its tabs: those that nobody looks at give theirs back. */
const HIDDEN_MS = 10000;

let wanted = false;
let source = null;
let away = false;
let missed = false;
let heard = 0;
let retry = 0;
let hiding = 0;

function say(alerts, parts) {
  live.dispatchEvent(new CustomEvent('changed', { detail: { alerts: new Set(alerts), parts: new Set(parts) } }));
}

function link(up) {
  if (away === !up) return;
  away = !up;
  live.dispatchEvent(new CustomEvent('link', { detail: up }));
}

function back() {
  heard = Date.now();
  link(true);
  if (!missed) return;
  missed = false;
  say([], ['alerts', 'triage', 'suppressions', 'control', 'health', 'views']);
}

function open() {
  clearTimeout(retry);
  heard = Date.now();
  source = new EventSource('/api/events');
  source.addEventListener('open', back);
  source.addEventListener('ping', back);
  source.addEventListener('changed', (event) => {
    back();
    const { alerts, parts } = JSON.parse(event.data);
    say(alerts ?? [], parts ?? []);
  });
  source.addEventListener('error', lost);
}

function lost() {
  if (source === null) return;
  rest();
  link(false);
  retry = setTimeout(again, RETRY_MS);
}

/** Gives the connection back. What happens from now on is missed. */
function rest() {
  clearTimeout(retry);
  missed = true;
  source?.close();
  source = null;
}

/** Asks first, so that an ended session is seen as such and not as a server that is away. */
async function again() {
  if (!wanted || source !== null) return;
  try {
    await get('/api/me');
    if (wanted && source === null) open();
  } catch (refused) {
    if (refused.status !== 401) retry = setTimeout(again, RETRY_MS);
  }
}

export function listen() {
  hush();
  wanted = true;
  open();
}

export function hush() {
  wanted = false;
  clearTimeout(hiding);
  rest();
  away = false;
  missed = false;
}

setInterval(() => { if (source && Date.now() - heard > SILENCE_MS) lost(); }, 5000);

document.addEventListener('visibilitychange', () => {
  clearTimeout(hiding);
  if (document.hidden) hiding = setTimeout(rest, HIDDEN_MS);
  else again();
});
// A page that is left may be kept by the browser, to be shown again at "back".
window.addEventListener('pagehide', rest);
window.addEventListener('pageshow', (event) => { if (event.persisted) again(); });
