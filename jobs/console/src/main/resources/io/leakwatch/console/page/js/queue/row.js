import { html, nothing } from 'lit';
import { alertPath } from '../route.js';
import { ago, count, plural, severity, standing, word } from '../words.js';
import { shown } from '../text.js';

export const COLUMNS = ['Select', 'Severity', 'Risk', 'What happened', 'Subject', 'Detector', 'Changed', 'Assignee', 'Status'];

/** One alert as a line of the queue; on a narrow page a card. */
export function alertRow(row, { cursor, selected, fresh, onSelect, onCursor }) {
  const status = standing(row);
  return html`<tr role="row" class="line ${cursor ? 'cursor' : ''} ${selected ? 'selected' : ''} ${row.gone ? 'gone' : ''} ${fresh ? 'fresh' : ''}"
      data-line=${row.alert_id} tabindex=${cursor ? 0 : -1} aria-current=${cursor ? 'true' : nothing}
      @click=${(event) => onCursor(event)}>
    <td role="cell" class="pick"><input type="checkbox" .checked=${selected} aria-label="Select: ${row.title.slice(0, 80)}"
      tabindex="-1" @click=${(event) => { event.stopPropagation(); onSelect(event); }}></td>
    <td role="cell" class="sev">${severity(row.severity)}${row.mode === 'SHADOW' ? html` <span class="mark" title="It asks nobody to act">shadow</span>` : nothing}</td>
    <td role="cell" class="risk" title="Risk ${row.risk_score} of 100, confidence ${row.confidence} %"><span class="only-narrow">risk </span>${row.risk_score}</td>
    <td role="cell" class="title"><a href=${alertPath(row.alert_id)} tabindex=${cursor ? 0 : -1}>${shown(row.title, 200)}</a>${fresh
      ? html`<span class="mark new">new</span>` : nothing}${row.revision > 1 ? html`<span class="quiet rev" title="Revision">r${row.revision}</span>` : nothing}</td>
    <td role="cell" class="subject"><span class="quiet kind">${word(row.subject.type)}</span> ${shown(row.subject.id, 80)}</td>
    <td role="cell" class="detector">${row.detector_id}</td>
    <td role="cell" class="age">${ago(row.updated_at || row.raised_at)}</td>
    <td role="cell" class="assignee">${row.assignee ? shown(row.assignee, 24) : html`<span class="quiet">–</span>`}</td>
    <td role="cell" class="status"><span class="standing ${row.came_back ? 'back' : row.status.toLowerCase()}">${status}</span>${row.gone
      ? html` <span class="quiet" title="It fits this filter no longer, or stands on another page">moved</span>` : nothing}</td></tr>`;
}

export function groupRow(group, { cursor, open, selected, onToggle, whole }) {
  return html`<tr role="row" class="line head ${cursor ? 'cursor' : ''} ${selected ? 'selected' : ''}" data-line=${'group:' + group.key}
      tabindex=${cursor ? 0 : -1} aria-current=${cursor ? 'true' : nothing} @click=${onToggle}>
    <td role="cell" colspan="9"><button class="fold" aria-expanded=${open ? 'true' : 'false'} tabindex="-1"
      @click=${(event) => { event.stopPropagation(); onToggle(); }}><span class="arrow" aria-hidden="true">${open ? '▾' : '▸'}</span>
      ${shown(group.label, 120)}</button>
      ${severity(group.worst)} <span class="quiet">${plural(group.count, 'alert')}</span>
      ${open && group.count > (group.rows?.length ?? 0) && whole ? html`<a href=${whole} @click=${(event) => event.stopPropagation()}>Show all ${count(group.count)}</a>` : nothing}</td></tr>`;
}
