// Evidence: each condition with a bar of what was observed against what had to be reached.
import { html, nothing, svg } from 'lit';
import { shown, unfolding } from '../text.js';

const WIDE = 140;

function ratio(one) {
  const times = one.observed_value / one.threshold_value;
  if (!Number.isFinite(times)) return '';
  return times >= 10 ? Math.round(times).toLocaleString('en') + ' times' : times.toFixed(times < 2 ? 2 : 1) + ' times';
}

function bar(one) {
  const { observed_value: observed, threshold_value: threshold } = one;
  if (observed === null || threshold === null || observed === undefined || threshold === undefined) return nothing;
  if (observed < 0 || threshold < 0 || Math.max(observed, threshold) <= 0) return nothing;
  const most = Math.max(observed, threshold) * 1.08;
  const to = (value) => Math.max(1, (value / most) * WIDE);
  const said = one.condition + ': observed ' + one.observed + ', threshold ' + one.threshold + ' ' + one.unit
    + (ratio(one) ? ', ' + ratio(one) + ' the threshold' : '');
  return html`<span class="bar-line"><svg class="bar-svg" width=${WIDE} height="14" viewBox="0 0 ${WIDE} 14" role="img" aria-label=${said}>
    ${svg`<rect class="track" x="0" y="4" width=${WIDE} height="6" rx="3"/><rect class="value" x="0" y="4" width=${to(observed)} height="6" rx="3"/>
    <line class="limit" x1=${to(threshold)} x2=${to(threshold)} y1="0" y2="14"/>`}</svg>
    <span class="quiet times">${ratio(one)}</span></span>`;
}

export function evidence(alert) {
  return html`<section class="card"><h2>Evidence</h2><div class="scroll" tabindex="0" role="region" aria-label="Evidence"><table class="figures evidence" role="table">
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Condition</th><th scope="col" role="columnheader">Observed</th><th scope="col" role="columnheader">Threshold</th><th scope="col" role="columnheader">Against the threshold</th></tr></thead>
    <tbody role="rowgroup">${alert.evidence.map((one) => html`<tr role="row"><th scope="row" role="rowheader">${shown(one.condition, 200)}</th>
      <td role="cell" class="observed">${one.observed_value === null || one.observed_value === undefined ? unfolding(one.observed, 160)
        : html`<b>${shown(one.observed, 60)}</b> <span class="quiet">${one.unit}</span>`}</td>
      <td role="cell" class="threshold" title=${one.option ? 'Set by ' + one.option : nothing}>${one.threshold === 'any' ? html`<span class="quiet">any</span>` : shown(one.threshold, 120)}</td>
      <td role="cell" class="bar-cell">${bar(one)}</td></tr>`)}</tbody></table></div></section>`;
}
