import { html, nothing } from 'lit';
import { Page } from './page.js';
import { at, bytes, count, duration, time, word } from '../words.js';
import { shown } from '../text.js';

const FIGURES = { received: 'Events received', evaluated: 'Evaluated', duplicates: 'Duplicates', late: 'Late', dead_lettered: 'Dead letters', records_lag: 'Records behind',
  event_time_lag_ms: 'Behind in time', checkpoint_age_ms: 'Last checkpoint' };
const SHARES = new Set(['evaluated', 'duplicates', 'late', 'dead_lettered']);

class Health extends Page {
  constructor() {
    super(['health']);
    this.every = 5000;
  }

  path() { return '/api/health'; }
  head() { return html`<h1>Health</h1>`; }

  figure(key, value) {
    if (value === null || value === undefined) return '–';
    return key.endsWith('_ms') ? duration(value) + (key === 'checkpoint_age_ms' ? ' ago' : '') : count(value);
  }

  job({ job }) {
    const figures = job.figures ?? {};
    const keys = [...Object.keys(FIGURES), ...Object.keys(figures).filter((key) => !FIGURES[key])];
    return html`<section class="card"><h2>The job</h2>${job.reachable ? nothing : html`<p class="callout">${job.error ? shown(job.error, 300) : 'Its figures are not read.'}</p>`}
      ${job.figures ? html`<dl class="figures-grid">${keys.filter((key) => key in figures).map((key) => html`<div><dt>${FIGURES[key] ?? word(key)}</dt>
        <dd>${this.figure(key, figures[key])}${SHARES.has(key) && figures.received > 0 && figures[key] > 0 && key !== 'evaluated' ? html` <small>${((100 * figures[key]) / figures.received).toPrecision(2)} %</small>` : nothing}</dd></div>`)}</dl>` : nothing}</section>`;
  }

  kafka({ kafka, feed, folder, database_bytes: size }) {
    return html`<section class="card"><h2>Kafka and the console</h2><p class="stand">${kafka.connected ? html`<b>Connected</b> since ${time(kafka.since)} UTC` : html`<b class="must">Away</b> since ${time(kafka.since)} UTC`}</p>
      ${kafka.error ? html`<p class="callout warn">${shown(kafka.error, 400)}</p>` : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label="Topics"><table class="figures"><thead><tr><th scope="col">Topic</th><th scope="col" class="number">Records</th><th scope="col" class="number">Skipped as damaged</th><th scope="col" class="number">Behind</th></tr></thead>
      <tbody>${feed.per_topic.map((one) => html`<tr><th scope="row">${shown(one.topic, 80)}</th><td class="number">${count(one.records)}</td><td class="number">${one.faults > 0 ? html`<b class="must">${count(one.faults)}</b>` : '0'}</td><td class="number">${count(one.lag)}</td></tr>`)}</tbody></table></div>
      ${feed.faults.length > 0 ? html`<details><summary>Damaged records</summary><ul class="samples">${feed.faults.map((one) => html`<li><span class="quiet">${one.topic} ${one.partition}:${one.offset}</span> ${shown(one.error, 300)}</li>`)}</ul></details>` : nothing}
      <p class="quiet">${count(feed.records)} records read, ${bytes(size)} in ${shown(folder, 120)}. The folder may be deleted; it is built anew from Kafka.</p></section>`;
  }

  letters({ dead_letters: list }) {
    return html`<section class="card"><h2>Dead letters</h2>${list.length === 0 ? html`<p class="quiet">None.</p>` : list.map((one) => html`<details><summary>${word(one.reason)} <b>${count(one.count)}</b></summary>
      <ul class="samples">${one.samples.map((sample) => html`<li><span class="quiet">${time(sample.failed_at)} ${sample.topic} ${sample.partition}:${sample.offset}</span> ${shown(sample.detail, 300)}</li>`)}</ul></details>`)}</section>`;
  }

  coverage({ coverage }) {
    return html`<section class="card"><h2>Coverage</h2>${coverage.length === 0 ? html`<p class="quiet">No detector is known to see less than it should.</p>`
      : html`<ul class="samples">${coverage.map((one) => html`<li><a href=${'#/detectors?id=' + encodeURIComponent(one.detector_id)}>${one.detector_id}</a> ${shown(one.words, 300)}</li>`)}</ul>`}</section>`;
  }

  handover({ handover }) {
    return html`<section class="card"><h2>Hand-over</h2>${handover.length === 0 ? html`<p class="quiet">No webhook is set up.</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label="Hand-over"><table class="figures"><thead><tr><th scope="col">Rule</th><th scope="col">To</th>
      <th scope="col" class="number">Delivered</th><th scope="col" class="number">Failed</th><th scope="col">Last</th></tr></thead><tbody>${handover.map((one) => html`<tr><th scope="row">${shown(one.rule, 60)}</th><td>${shown(one.url, 80)}</td>
      <td class="number">${count(one.delivered)}</td><td class="number">${one.failed > 0 ? html`<b class="must">${count(one.failed)}</b>` : '0'}</td><td>${at(one.last_at)} ${one.last_error ? html`<div class="must">${shown(one.last_error, 200)}</div>` : nothing}</td></tr>`)}</tbody></table></div>`}</section>`;
  }

  body(data) {
    return html`<div class="cards">${this.job(data)}${this.kafka(data)}${this.letters(data)}${this.coverage(data)}${this.handover(data)}</div>`;
  }
}
customElements.define('lw-health', Health);
