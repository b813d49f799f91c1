// The fields that the queue can be filtered by. The state of all of them is the address of the page.
import { SEVERITIES, STATUSES, SUBJECTS, VERDICTS, time, word } from '../words.js';

const options = (names) => names.map((name) => [name, word(name)]);

export const VIEWS = { open: 'Open or mine', mine: 'Mine', closed: 'Closed', all: 'All' };
export const SORTS = { urgency: 'Most urgent', newest: 'Newest', oldest: 'Oldest', risk: 'Risk', severity: 'Severity', updated: 'Last changed' };
export const GROUPS = { none: 'Not grouped', subject: 'By subject', detector: 'By detector', incident: 'By incident' };

/** kind: many (ticks), one (a choice), text, number, time. */
export const FIELDS = [
  { key: 'severity', label: 'Severity', kind: 'many', values: () => options(SEVERITIES) },
  { key: 'status', label: 'Status', kind: 'many', values: () => Object.entries(STATUSES) },
  { key: 'detector', label: 'Detector', kind: 'many', long: true, values: (me) => me.detectors.map(({ id }) => [id, id]) },
  { key: 'mode', label: 'Mode', kind: 'one', values: () => options(['ACTIVE', 'SHADOW']) },
  { key: 'verdict', label: 'Verdict', kind: 'one', values: () => Object.entries(VERDICTS) },
  { key: 'activity', label: 'Activity', kind: 'one', values: () => options(['CREATE', 'UPDATE', 'CLOSE']) },
  { key: 'suppressed', label: 'Suppressed', kind: 'one', values: () => [['true', 'Yes'], ['false', 'No']] },
  { key: 'subject_type', label: 'Kind of subject', kind: 'one', values: () => options(SUBJECTS) },
  { key: 'subject', label: 'Subject', kind: 'text' },
  { key: 'account', label: 'Affected account', kind: 'text' },
  { key: 'address', label: 'Source address', kind: 'text' },
  { key: 'country', label: 'Country', kind: 'text', hint: 'DE' },
  { key: 'asn', label: 'Network (AS number)', kind: 'number' },
  { key: 'client', label: 'Client', kind: 'text' },
  { key: 'session', label: 'Session', kind: 'text' },
  { key: 'incident', label: 'Incident', kind: 'text' },
  { key: 'attack', label: 'ATT&CK technique', kind: 'text', hint: 'T1110' },
  { key: 'data_class', label: 'Data that left', kind: 'text', hint: 'LOCATION' },
  { key: 'assignee', label: 'Assignee', kind: 'text' },
  { key: 'min_risk', label: 'Risk at least', kind: 'number' },
  { key: 'min_confidence', label: 'Confidence at least', kind: 'number' },
  { key: 'min_affected', label: 'Affected accounts at least', kind: 'number' },
  { key: 'from', label: 'From (UTC)', kind: 'time' },
  { key: 'to', label: 'To (UTC)', kind: 'time' },
];

const KEYS = ['view', 'q', 'sort', 'group', 'page', 'size', ...FIELDS.map((field) => field.key)];
const DEFAULTS = { view: 'open', sort: 'urgency', group: 'none', page: '0', size: '50' };

export const value = (query, key) => query.get(key) ?? DEFAULTS[key] ?? '';

/** The query with a change; what is empty or the default is left out, and the page begins anew. */
export function changed(query, change) {
  const next = new URLSearchParams();
  const all = { ...Object.fromEntries(query), page: '', ...change };
  for (const key of KEYS) {
    const said = all[key];
    if (said !== undefined && said !== null && said !== '' && said !== DEFAULTS[key]) next.set(key, said);
  }
  return next;
}

/** What is asked of the server. */
export function asked(query) {
  const next = new URLSearchParams();
  for (const key of KEYS) if (value(query, key) !== '') next.set(key, value(query, key));
  return next;
}

/** The filters in force as [{key, label, words}]. */
export function inForce(query, me) {
  return FIELDS.filter((field) => query.get(field.key)).map((field) => {
    const said = query.get(field.key);
    const names = Object.fromEntries(field.values?.(me) ?? []);
    const words = field.kind === 'time' ? time(Number(said), false)
      : field.kind === 'many' || field.kind === 'one' ? said.split(',').map((one) => names[one] ?? one).join(', ') : said;
    return { key: field.key, label: field.label, words };
  });
}

export const toInput = (ms) => (ms ? new Date(Number(ms)).toISOString().slice(0, 16) : '');
export const fromInput = (text) => (text ? String(Date.parse(text + 'Z')) : '');
