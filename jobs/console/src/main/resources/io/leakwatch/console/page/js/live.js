// Live updates. `changed` carries {alerts: Set, parts: Set}; `link` says whether the server is there.
import { get } from './api.js';

export const live = new EventTarget();
const SILENCE_MS = 45000;
const RETRY_MS = 2000;

let source = null;
let away = false;
let heard = 0;
let retry = 0;
let watching = 0;

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
  if (!away) return;
  link(true);
  // What happened meanwhile was missed.
  say([], ['alerts', 'triage', 'suppressions', 'control', 'health', 'views']);
}

function open() {
  source = new EventSource('/api/events');
  source.addEventListener('open', back);
  source.addEventListener('ping', back);
  source.addEventListener('changed', (event) => {
    back();
    const { alerts, parts } = JSON.parse(event.data);
    say(alerts ?? [], parts ?? []);
  });
  source.addEventListener('error', () => {
    if (source === null) return;
    link(false);
    source.close();
    source = null;
    retry = setTimeout(again, RETRY_MS);
  });
}

/** Asks first, so that an ended session is seen as such and not as a server that is away. */
async function again() {
  try {
    await get('/api/me');
    open();
  } catch (refused) {
    if (refused.status !== 401) retry = setTimeout(again, RETRY_MS);
  }
}

export function listen() {
  hush();
  heard = Date.now();
  open();
  watching = setInterval(() => {
    if (source && Date.now() - heard > SILENCE_MS) source.dispatchEvent(new Event('error'));
  }, 5000);
}

export function hush() {
  clearTimeout(retry);
  clearInterval(watching);
  source?.close();
  source = null;
  away = false;
}
