// What an analyst does with alerts, wherever they stand: queue, alert, entity.
import { get, post, segment } from './api.js';
import { failed, said } from './notice.js';
import { plural } from './words.js';
import { visible } from './text.js';
import { askClose } from './dialogs/close.js';
import { askSuppress } from './dialogs/suppress.js';
import { draft } from './kept.js';

const AT_ONCE = 200;
export const mayWrite = (me) => me.role === 'analyst' || me.role === 'lead';

export const items = (rows) => rows.map((row) => ({ alert_id: row.alert_id, sequence: row.sequence }));

/** Sends an action on any number of alerts; {done, refused}, with what was refused said on the page. */
export async function triage(rows, action, words) {
  const all = { done: [], refused: [] };
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const answer = await post('/api/triage', { items: items(rows.slice(from, from + AT_ONCE)), ...action });
    all.done.push(...answer.done);
    all.refused.push(...answer.refused);
  }
  if (words && all.done.length > 0) said(words + ': ' + plural(all.done.length, 'alert') + '.');
  if (all.refused.length > 0) {
    failed(plural(all.refused.length, 'alert') + ' did not change. Look at what happened, then try again.',
      all.refused.slice(0, 5).map((one) => visible(one.row?.title ?? one.alert_id).slice(0, 60) + ': ' + one.error));
  }
  document.dispatchEvent(new CustomEvent('triaged', { detail: all }));
  return all;
}

async function quietly(work) {
  try {
    return await work();
  } catch (refused) {
    if (refused.status !== 401) failed(refused.message);
    return null;
  }
}

export const assignToMe = (rows) => quietly(() => triage(rows, { action: 'assign' }, 'Assigned to you'));
export const assignTo = (rows, name) => quietly(() => triage(rows, { action: 'assign', assignee: name },
  name ? 'Assigned to ' + name : 'Given back'));
export const start = (rows) => quietly(() => triage(rows, { action: 'start' }, 'In progress'));
export const reopen = (rows) => quietly(() => triage(rows, { action: 'reopen' }, 'Reopened'));
export const note = (row, text) => quietly(() => triage([row], { action: 'note', note: text }, 'Note kept'));
export const check = (row, step, done) => quietly(() => triage([row], { action: 'check', step, done }));

/** Asks for verdict and note, then closes; null where somebody thought better of it. */
export const close = (rows) => askClose(rows, (decision) => triage(rows, { action: 'close', ...decision }, 'Closed'));

/** Rows cut long ids, and a suppression needs the whole of it. */
const CUT_FROM = 180;

export const suppress = (row, me) => quietly(async () => {
  const subject = row.subject.id.length < CUT_FROM ? row.subject : (await get('/api/alerts/' + segment(row.alert_id))).alert.subject;
  return askSuppress({ detector_id: row.detector_id, subject_type: subject.type, subject: subject.id }, me);
});

/** After a login: the dialog that was open comes back with what had been typed. */
export function resume() {
  const open = draft('open');
  if (!open || location.hash !== open.at) return;
  if (open.dialog === 'close') close(open.rows);
  if (open.dialog === 'suppress') askSuppress(open.scope);
}
