// Beside the alert: next steps, related alerts, techniques, what was done.
import { html, nothing } from 'lit';
import { check } from '../actions.js';
import { alertPath } from '../route.js';
import { STATUSES, VERDICTS, ago, severity, standing, time, word } from '../words.js';
import { shown, unfolding } from '../text.js';

export function checklist({ row, alert, steps_done: done }, writes) {
  if (alert.remediation.length === 0) return nothing;
  const ticked = new Set(done);
  const tick = async (event, step) => {
    const box = event.target;
    const answer = await check(row, step, box.checked);
    if (!answer?.done.length) box.checked = ticked.has(step);
  };
  return html`<section class="card steps"><h2>Next steps <span class="quiet">${alert.remediation.filter((step) => ticked.has(step)).length} of ${alert.remediation.length}</span></h2>
    <ul>${alert.remediation.map((step) => html`<li><label><input type="checkbox" .checked=${ticked.has(step)} ?disabled=${!writes} @change=${(e) => tick(e, step)}>
      <span class=${ticked.has(step) ? 'quiet' : ''}>${shown(step, 500)}</span></label></li>`)}</ul></section>`;
}

export function related({ related: list }) {
  if (list.length === 0) return nothing;
  const one = ({ row, why }) => html`<li><a href=${alertPath(row.alert_id)}>${shown(row.title, 120)}</a>
    <span class="related-line">${severity(row.severity)} <span class="quiet">${standing(row)} · ${ago(row.updated_at)}</span></span>
    <span class="quiet why">${why.map((words, i) => html`${i > 0 ? '; ' : nothing}${shown(words, 120)}`)}</span></li>`;
  return html`<section class="card"><h2>Related <span class="quiet">${list.length}</span></h2><ul class="related">${list.slice(0, 8).map(one)}</ul>
    ${list.length > 8 ? html`<details><summary>${list.length - 8} more</summary><ul class="related">${list.slice(8).map(one)}</ul></details>` : nothing}</section>`;
}

export function attack({ attack: list }) {
  if (list.length === 0) return nothing;
  return html`<section class="card"><h2>ATT&amp;CK</h2><ul>${list.map((one) => html`<li><a href=${/^https:\/\//.test(one.url) ? one.url : nothing} rel="noreferrer noopener" target="_blank">${one.id}</a>
    <span>${one.name}</span></li>`)}</ul></section>`;
}

const DID = { ASSIGN: 'assigned it', START: 'began', CLOSE: 'closed it', REOPEN: 'reopened it', NOTE: 'noted', CHECK: 'ticked a step', SUPPRESS: 'made a suppression', WITHDRAW: 'withdrew a suppression', CONTROL: 'set a detector' };

function did(one) {
  if (one.kind === 'ASSIGN') return one.assignee === null ? 'gave it back' : one.assignee === one.author ? 'took it' : html`assigned it to ${shown(one.assignee, 40)}`;
  if (one.kind === 'CLOSE' && one.verdict) return 'closed it: ' + (VERDICTS[one.verdict] ?? word(one.verdict));
  if (one.kind === 'START') return STATUSES.IN_PROGRESS.toLowerCase();
  return DID[one.kind] ?? word(one.kind).toLowerCase();
}

export function actionLog(actions) {
  if (actions.length === 0) return html`<p class="quiet">Nothing yet.</p>`;
  return html`<ol class="log">${[...actions].sort((a, b) => b.at - a.at).map((one) => html`<li class=${one.counted ? '' : 'lost'}>
    <span><b>${shown(one.author, 40)}</b> ${did(one)}</span> <time class="quiet" title="${time(one.at)} UTC">${time(one.at, false)}</time>
    ${one.note ? html`<div class="said">${unfolding(one.note, 400)}</div>` : nothing}
    ${one.counted ? nothing : html`<div class="quiet">It does not count: somebody else was first.</div>`}</li>`)}</ol>`;
}
