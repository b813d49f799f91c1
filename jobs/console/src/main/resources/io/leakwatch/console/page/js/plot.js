// A plot of stacked bars over time, drawn by uPlot in the colours of the page.
import uPlot from 'uplot';
import { html, LitElement } from 'lit';
import { time } from './words.js';

const HIGH = 200;
const HOUR_MS = 3600000;
/** A few bars look lost alone: empty hours before them. */
const FEWEST = 24;
const scheme = matchMedia('(prefers-color-scheme: dark)');

class StackPlot extends LitElement {
  /** at: seconds of each bar; series: [{name, colour (a custom property), values}] from the ground up; label: for screen readers. */
  static properties = { at: {}, series: {}, label: {} };

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    this.again = () => this.draw();
    scheme.addEventListener('change', this.again);
    this.sizes = new ResizeObserver(() => this.plot?.setSize({ width: this.wide(), height: HIGH }));
    this.sizes.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    scheme.removeEventListener('change', this.again);
    this.sizes.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  wide() { return Math.max(200, this.clientWidth); }

  updated() { this.draw(); }

  draw() {
    this.plot?.destroy();
    const place = this.querySelector('.plot-place');
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(name).trim();
    const sums = [];
    this.series.forEach((one, i) => sums.push(one.values.map((value, k) => value + (i > 0 ? sums[i - 1][k] : 0))));
    const bars = uPlot.paths.bars({ size: [0.82, 40], align: 1 });
    const axis = { stroke: colour('--ink-2'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif' };
    // The tallest is drawn first: what lies below covers it up to its own height.
    const order = this.series.map((_, i) => i).reverse();
    this.plot = new uPlot({
      width: this.wide(), height: HIGH, tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
      cursor: { show: false }, legend: { show: false }, select: { show: false },
      scales: { x: { time: true }, y: { range: (u, min, max) => [0, Math.max(4, max * 1.08)] } },
      axes: [{ ...axis, size: 26, values: (u, ticks) => ticks.map(tick) }, { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] }],
      series: [{}, ...order.map((i) => ({ paths: bars, points: { show: false }, fill: colour(this.series[i].colour), stroke: colour('--paper'), width: 1 }))],
    }, [this.at, ...order.map((i) => sums[i])], place);
  }

  render() {
    return html`<div class="plot-place" role="img" aria-label=${this.label}></div>`;
  }
}
customElements.define('lw-stack-plot', StackPlot);

/** The day at midnight, else the hour. */
const tick = (seconds) => {
  const said = time(seconds * 1000, false);
  return said.endsWith('00:00') ? said.slice(5, 10) : said.slice(11);
};

/** Sums of hourly figures in at most `most` bars: {at (seconds), values: {severity: [n]}}. */
export function bars(hourly, severities, hours, most = 120) {
  const times = hourly.map((one) => one.at);
  const spread = times.length > 0 ? (Math.max(...times) - Math.min(...times)) / HOUR_MS + 1 : 1;
  const step = Math.ceil(Math.min(hours, spread) / most) * HOUR_MS;
  const slots = new Map();
  for (const { at, severity, count } of hourly) {
    const slot = Math.floor(at / step) * step;
    if (!slots.has(slot)) slots.set(slot, {});
    slots.get(slot)[severity] = (slots.get(slot)[severity] ?? 0) + count;
  }
  if (slots.size === 0) return { at: [], values: {}, step };
  const last = Math.max(...slots.keys());
  const first = Math.min(last - (FEWEST - 1) * step, Math.max(Math.min(...slots.keys()), last - hours * HOUR_MS));
  const at = [];
  for (let slot = first; slot <= last; slot += step) at.push(slot);
  const values = Object.fromEntries(severities.map((name) => [name, at.map((slot) => slots.get(slot)?.[name] ?? 0)]));
  return { at: at.map((slot) => slot / 1000), values, step };
}

export const slotName = (seconds) => time(seconds * 1000, false);
