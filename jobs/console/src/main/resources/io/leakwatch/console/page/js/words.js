// Words, figures and times as the page writes them.
import { html, svg } from 'lit';

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'];
export const STATUSES = { OPEN: 'Open', IN_PROGRESS: 'In progress', CLOSED: 'Closed' };
export const VERDICTS = {
  TRUE_POSITIVE: 'True positive',
  BENIGN_TRUE_POSITIVE: 'Benign true positive',
  FALSE_POSITIVE: 'False positive',
  DUPLICATE: 'Duplicate',
};
export const SUBJECTS = ['ACCOUNT', 'ADDRESS', 'CLIENT', 'SESSION', 'ENDPOINT', 'CONVERSATION', 'RESOURCE', 'FINGERPRINT', 'SERVICE'];

export const word = (name) => {
  if (!name) return '';
  const text = String(name).replaceAll('_', ' ').toLowerCase();
  return text[0].toUpperCase() + text.slice(1);
};

const SHAPES = {
  CRITICAL: svg`<path d="M8 .8 15.2 8 8 15.2.8 8z"/>`,
  HIGH: svg`<path d="M8 1.8 15 14.2H1z"/>`,
  MEDIUM: svg`<circle cx="8" cy="8" r="6"/>`,
  LOW: svg`<path d="M2 6h12v4H2z"/>`,
  INFORMATIONAL: svg`<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2"/>`,
};

/** A severity: a shape, a word and a colour. */
export const severity = (name) => html`<span class="severity ${String(name).toLowerCase()}"><svg class="shape"
  viewBox="0 0 16 16" width="11" height="11" aria-hidden="true" fill="currentColor">${SHAPES[name]}</svg>${
  name === 'INFORMATIONAL' ? 'Info' : word(name)}</span>`;

export const worst = (names) => SEVERITIES.find((name) => names.includes(name)) ?? 'INFORMATIONAL';

let clockAhead = 0;
/** The server's clock less this browser's. */
export function serverNow(now) { clockAhead = now - Date.now(); }
export const now = () => Date.now() + clockAhead;

const pad = (n) => String(n).padStart(2, '0');
/** A time in UTC, as in 2026-11-28 15:55:43. */
export function time(ms, seconds = true) {
  if (ms === null || ms === undefined || ms === 0) return '–';
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return '–';
  const day = at.getUTCFullYear() + '-' + pad(at.getUTCMonth() + 1) + '-' + pad(at.getUTCDate());
  return day + ' ' + pad(at.getUTCHours()) + ':' + pad(at.getUTCMinutes()) + (seconds ? ':' + pad(at.getUTCSeconds()) : '');
}

const UNITS = [['d', 86400000], ['h', 3600000], ['min', 60000], ['s', 1000]];
/** A length of time in its two greatest units, as in 3 h 12 min. */
export function duration(ms, parts = 2) {
  if (ms === null || ms === undefined) return '–';
  if (Math.abs(ms) < 1000) return Math.round(ms) + ' ms';
  let left = Math.abs(ms);
  const said = [];
  for (const [name, size] of UNITS) {
    const count = Math.floor(left / size);
    if (count > 0) said.push(count + ' ' + name);
    else if (said.length > 0) break;
    left -= count * size;
    if (said.length === parts) break;
  }
  return (ms < 0 ? '−' : '') + said.join(' ');
}

/** How long ago, in one unit, with the time itself as a title. */
export function ago(ms) {
  if (!ms) return html`<span class="quiet">–</span>`;
  const past = now() - ms;
  const text = Math.abs(past) < 1000 ? 'now' : past < 0 ? 'in ' + duration(-past, 1) : duration(past, 1);
  return html`<time datetime=${new Date(ms).toISOString()} title="${time(ms)} UTC">${text}</time>`;
}

export const at = (ms) => ms
  ? html`<time class="at" datetime=${new Date(ms).toISOString()}>${time(ms)}</time>` : html`<span class="quiet">–</span>`;

export const count = (n) => (n === null || n === undefined ? '–' : Number(n).toLocaleString('en', { maximumFractionDigits: 2 }));
export const plural = (n, one, many = one + 's') => count(n) + ' ' + (Number(n) === 1 ? one : many);
export const percent = (part, whole) => (whole > 0 ? Math.round((100 * part) / whole) + ' %' : '–');

export function bytes(n) {
  if (n === null || n === undefined) return '–';
  const units = ['B', 'KB', 'MB', 'GB'];
  let i = 0;
  while (n >= 1000 && i < units.length - 1) { n /= 1000; i++; }
  return n.toLocaleString('en', { maximumFractionDigits: 1 }) + ' ' + units[i];
}

/** What became of an alert, in one word or two. */
export function standing(row) {
  if (row.came_back) return 'Came back';
  if (row.status === 'CLOSED' && row.verdict) return VERDICTS[row.verdict] ?? word(row.verdict);
  return STATUSES[row.status] ?? word(row.status);
}
