// How the queue looks; what it holds and does is in page.js.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { queuePath } from '../route.js';
import { assignToMe, assignTo, close, mayWrite, start, suppress } from '../actions.js';
import { count, plural } from '../words.js';
import { changed, value } from './filters.js';
import { COLUMNS, alertRow, groupRow } from './row.js';

const key = (letter) => html` <kbd aria-hidden="true">${letter}</kbd>`;

function bulk(queue) {
  const chosen = queue.chosen();
  const picked = queue.selected.size;
  const off = chosen.length === 0 || !mayWrite(queue.me);
  return html`<div class="bulk ${picked > 0 ? 'on' : ''}" role="group" aria-label="What to do with alerts">
    <span class="how-many" role="status">${picked > 0 ? plural(picked, 'alert') + ' selected' : found(queue)}</span>
    <button ?disabled=${off} @click=${() => queue.act(assignToMe)} title="Assign to me (a)"><span class="wide">Assign to me</span><span class="narrow">Take</span>${key('a')}</button>
    <button ?disabled=${off} @click=${() => queue.act(start)} title="Somebody looks at it (i)">In progress${key('i')}</button>
    <button ?disabled=${off} @click=${() => queue.act(close)} title="Close with a verdict (c)">Close …${key('c')}</button>
    <button ?disabled=${off || chosen.length !== 1} @click=${() => queue.act((rows) => suppress(rows[0], queue.me))}
      title="Suppress alerts of this kind (s)">Suppress …${key('s')}</button>
    ${picked > 0 ? html`<button class="plain extra" ?disabled=${off} @click=${() => queue.act((rows) => assignTo(rows, null))}>Give back</button>
      <button class="plain" @click=${() => queue.pickAll(false)}>Clear${key('Esc')}</button>` : nothing}
    <span class="grow"></span>${pager(queue)}</div>`;
}

function found(queue) {
  if (!queue.answer) return 'Loading …';
  const { total, groups, groups_total: of } = queue.answer;
  return groups ? plural(of, 'group') + ', ' + plural(total, 'alert') : plural(total, 'alert');
}

function pager(queue) {
  if (!queue.answer) return nothing;
  const { page, size, groups } = queue.answer;
  const total = groups ? queue.answer.groups_total : queue.answer.total;
  const pages = Math.max(1, Math.ceil(total / size));
  if (pages === 1) return nothing;
  const to = (at) => queuePath(withPage(queue.query, at));
  return html`<nav class="pager" aria-label="Pages of the list">
    ${page > 0 ? html`<a href=${to(page - 1)} aria-label="Previous page">‹</a>` : html`<span class="quiet" aria-hidden="true">‹</span>`}
    <span>${count(page * size + 1)}–${count(Math.min(total, (page + 1) * size))} of ${count(total)}</span>
    ${page + 1 < pages ? html`<a href=${to(page + 1)} aria-label="Next page">›</a>` : html`<span class="quiet" aria-hidden="true">›</span>`}</nav>`;
}

function withPage(query, page) {
  const next = changed(query, {});
  if (page > 0) next.set('page', String(page));
  return next;
}

function whole(queue, group) {
  const by = value(queue.query, 'group');
  if (by === 'detector') return queuePath(changed(queue.query, { group: '', detector: group.key }));
  if (by === 'incident') return queuePath(changed(queue.query, { group: '', incident: group.key }));
  const subject = group.rows?.[0]?.subject;
  if (by === 'subject' && subject && subject.id.length < 1500) {
    return queuePath(changed(queue.query, { group: '', subject_type: subject.type, subject: subject.id }));
  }
  return null;
}

function line(queue, one) {
  const cursor = one.id === queue.cursor;
  if (one.head) {
    return groupRow(one.head, { cursor, open: queue.unfolded.has(one.head.key), whole: whole(queue, one.head),
      selected: (one.head.rows ?? []).length > 0 && one.head.rows.every((row) => queue.selected.has(row.alert_id)),
      onToggle: () => { queue.cursor = one.id; queue.fold(one.head.key); } });
  }
  return alertRow(one.row, { cursor, selected: queue.selected.has(one.id), fresh: queue.fresh.has(one.id),
    onSelect: () => queue.pick(one.id),
    onCursor: (event) => { if (!event.target.closest('a, input, button')) queue.put(one.id); } });
}

function nothingHere(queue) {
  if (queue.waiting || !queue.answer) return html`<p class="empty quiet">Loading …</p>`;
  const plain = String(changed(queue.query, { view: '' })) === '';
  if (!plain) return html`<p class="empty">No alert fits. <a href="#/queue">Show open alerts and mine</a></p>`;
  return html`<p class="empty">${value(queue.query, 'view') === 'open' ? 'Nothing is open. New alerts appear here by themselves.' : 'No alerts here.'}</p>`;
}

export function queueView(queue) {
  const all = queue.lines();
  const every = all.some((one) => one.row) && all.every((one) => !one.row || queue.selected.has(one.id));
  const above = queue.fresh.size > 0 && window.scrollY > 60 ? queue.fresh.size : 0;
  const news = queue.held || above;
  return html`<h1 class="sr">Queue</h1>
    <lw-toolbar .me=${queue.me} .query=${queue.query} @filter=${(event) => queue.filter(event.detail)}></lw-toolbar>
    ${bulk(queue)}
    ${queue.error ? html`<p class="error" role="alert">${queue.error} <button @click=${() => queue.load()}>Try again</button></p>` : nothing}
    ${news > 0 ? html`<button class="news" @click=${() => queue.show()}>${plural(news, 'new alert')} · show <kbd>.</kbd></button>` : nothing}
    <table class="queue ${queue.waiting && all.length > 0 ? 'waiting' : ''}" role="table" aria-label="Alerts" aria-busy=${queue.waiting ? 'true' : 'false'}>
      <thead role="rowgroup"><tr role="row">${COLUMNS.map((name, i) => html`<th role="columnheader" scope="col" class="col-${i}">${i === 0
        ? html`<input type="checkbox" aria-label="Select all alerts on this page" .checked=${every} .indeterminate=${queue.selected.size > 0 && !every}
            @change=${(event) => queue.pickAll(event.target.checked)}>` : name}</th>`)}</tr></thead>
      <tbody role="rowgroup" @pointermove=${queue.pointer}>${repeat(all, (one) => (one.group ? one.group.key + ' ' : '') + one.id, (one) => line(queue, one))}</tbody></table>
    ${all.length === 0 ? nothingHere(queue) : nothing}`;
}
