// How the alert grew: a line of time with its revisions, small curves of its figures, and the same as a table.
import { html, nothing, svg } from 'lit';
import { at, count, duration, severity, time, word } from '../words.js';

const WIDE = 720;
const FIGURES = { affected_count: 'Accounts', risk_score: 'Risk', sources_count: 'Sources', records: 'Records', occurrences: 'Times' };

/** A step curve of one figure over time. */
export function spark(points, from, to, wide = 160, high = 34) {
  const most = Math.max(...points.map((point) => point.value), 1);
  const x = (ms) => (to > from ? ((ms - from) / (to - from)) * (wide - 6) + 3 : wide / 2);
  const y = (value) => high - 3 - (value / most) * (high - 6);
  let path = '';
  points.forEach((point, i) => { path += i === 0 ? 'M' + x(point.at) + ' ' + y(point.value) : 'H' + x(point.at) + 'V' + y(point.value); });
  path += 'H' + x(to);
  const last = points.at(-1);
  return svg`<svg class="spark" viewBox="0 0 ${wide} ${high}" width=${wide} height=${high} aria-hidden="true"><path class="under" d="${path}V${high}H${x(points[0].at)}Z"/>
    <path class="curve" d=${path}/><circle cx=${x(last.at)} cy=${y(last.value)} r="2.5"/></svg>`;
}

function line(row, revisions, from, to) {
  const x = (ms) => 10 + (to > from ? (ms - from) / (to - from) : 0.5) * (WIDE - 20);
  const said = 'First seen ' + time(row.first_seen_at) + ', last seen ' + time(row.last_seen_at) + ', '
    + revisions.length + ' revisions from ' + time(revisions[0]?.updated_at) + ' to ' + time(revisions.at(-1)?.updated_at);
  return html`<svg class="time-line" viewBox="0 0 ${WIDE} 46" role="img" aria-label=${said}>${svg`
    <line class="axis" x1="10" x2=${WIDE - 10} y1="20" y2="20"/>
    <rect class="seen" x=${x(row.first_seen_at)} y="14" width=${Math.max(3, x(row.last_seen_at) - x(row.first_seen_at))} height="12" rx="3"/>
    ${revisions.map((one) => svg`<g class="dot ${one.severity.toLowerCase()}"><title>${'Revision ' + one.revision + ', ' + word(one.severity) + ', ' + time(one.updated_at)}</title>
      ${one.activity === 'CLOSE' ? svg`<rect x=${x(one.updated_at) - 5} y="15" width="10" height="10"/>` : svg`<circle cx=${x(one.updated_at)} cy="20" r="5"/>`}</g>`)}
    <text x="10" y="43">${time(from, false)}</text><text x=${WIDE - 10} y="43" text-anchor="end">${time(to, false)}</text>`}</svg>`;
}

function differences(one, before) {
  if (!before) return 'raised';
  const said = [];
  if (one.severity !== before.severity) said.push(word(before.severity) + ' → ' + word(one.severity));
  if (one.mode !== before.mode) said.push(word(before.mode) + ' → ' + word(one.mode));
  for (const [key, name] of Object.entries(FIGURES)) {
    const more = one[key] - before[key];
    if (more && key !== 'risk_score') said.push(name.toLowerCase() + ' ' + (more > 0 ? '+' : '−') + count(Math.abs(more)));
  }
  if (one.title !== before.title) said.push('new title');
  if (one.suppressed_by && !before.suppressed_by) said.push('suppressed');
  if (one.activity === 'CLOSE') said.push('went quiet');
  return said.join(', ') || 'no figure changed';
}

export function timeline({ row, revisions }) {
  if (revisions.length === 0) return nothing;
  const times = [row.first_seen_at, row.last_seen_at, ...revisions.map((one) => one.updated_at)].filter((ms) => ms > 0);
  const from = Math.min(...times);
  const to = Math.max(...times);
  const changing = Object.entries(FIGURES).filter(([key]) => new Set(revisions.map((one) => one[key])).size > 1).slice(0, 4);
  return html`<section class="card"><h2>Time line <span class="quiet">${duration(to - from)}</span></h2>
    ${line(row, revisions, from, to)}
    <p class="legend quiet"><i class="key-seen" aria-hidden="true"></i>events that count <i class="key-dot" aria-hidden="true"></i>revision <i class="key-end" aria-hidden="true"></i>went quiet</p>
    ${changing.length > 0 ? html`<div class="sparks">${changing.map(([key, name]) => html`<figure><figcaption>${name} <b>${count(revisions.at(-1)[key])}</b></figcaption>
      ${spark(revisions.map((one) => ({ at: one.updated_at, value: one[key] })), revisions[0].updated_at, to)}</figure>`)}</div>` : nothing}
    <details class="revisions" ?open=${revisions.length <= 6}><summary>${revisions.length === 1 ? '1 revision' : revisions.length + ' revisions'}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Revisions"><table class="figures"><thead><tr><th scope="col">No.</th><th scope="col">When (UTC)</th><th scope="col">Severity</th>
      <th scope="col" class="number">Risk</th><th scope="col" class="number">Accounts</th><th scope="col">What changed</th></tr></thead>
      <tbody>${revisions.map((one, i) => html`<tr><th scope="row">${one.revision}</th><td>${at(one.updated_at)}</td><td>${severity(one.severity)}</td>
        <td class="number">${one.risk_score}</td><td class="number">${count(one.affected_count)}</td><td>${differences(one, revisions[i - 1])}</td></tr>`)}</tbody></table></div></details></section>`;
}
