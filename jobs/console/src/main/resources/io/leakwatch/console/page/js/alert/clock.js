// At which hours it happened: a dial of 24 hours, in UTC.
import { html, svg } from 'lit';
import { time } from '../words.js';

const HOURS = ['dm-metadata-siphon', 'mass-scraping', 'retention-violation', 'public-object-exposure', 'unscoped-access'];
const DAY_MS = 86400000;

export const hasHours = (alert) => alert.records > 0 || alert.data_classes?.length > 0 || HOURS.includes(alert.detector_id);

const angle = (ms) => ((ms % DAY_MS) / DAY_MS) * 2 * Math.PI;
const spot = (turn, radius) => [100 + Math.sin(turn) * radius, 100 - Math.cos(turn) * radius];

function arc(from, to, radius) {
  if (to - from >= DAY_MS) return svg`<circle class="span" cx="100" cy="100" r=${radius}/>`;
  const [x1, y1] = spot(angle(from), radius);
  const [x2, y2] = spot(angle(to), radius);
  return svg`<path class="span" d="M${x1} ${y1}A${radius} ${radius} 0 ${(to - from) / DAY_MS > 0.5 ? 1 : 0} 1 ${x2} ${y2}"/>`;
}

export function clock({ row, alert, revisions }) {
  const spans = alert.sources.length > 0 ? alert.sources.map((one) => [one.first_seen_at, one.last_seen_at]) : [[row.first_seen_at, row.last_seen_at]];
  const byHour = Array.from({ length: 24 }, () => 0);
  for (const one of revisions) byHour[new Date(one.updated_at).getUTCHours()] += 1;
  const most = Math.max(...byHour, 1);
  const busy = byHour.map((n, hour) => [n, hour]).filter(([n]) => n > 0).map(([n, hour]) => String(hour).padStart(2, '0') + ':00 (' + n + ')');
  const said = 'Hours in UTC. Seen from ' + time(row.first_seen_at) + ' to ' + time(row.last_seen_at) + '. Revisions by hour: ' + busy.join(', ') + '.';
  return html`<section class="card clock"><h2>At which hours <span class="quiet">UTC</span></h2><div class="clock-row"><svg viewBox="0 0 200 200" width="190" height="190" role="img" aria-label=${said}>${svg`
    <circle class="dial" cx="100" cy="100" r="70"/><path class="night" d="M${spot(1.5 * Math.PI, 70).join(' ')}A70 70 0 0 1 ${spot(0.5 * Math.PI, 70).join(' ')}Z"/>
    ${Array.from({ length: 24 }, (_, hour) => {
      const [x1, y1] = spot((hour / 24) * 2 * Math.PI, 70);
      const [x2, y2] = spot((hour / 24) * 2 * Math.PI, hour % 6 === 0 ? 62 : 66);
      const [x, y] = spot((hour / 24) * 2 * Math.PI, 84);
      return svg`<line class="tick" x1=${x1} y1=${y1} x2=${x2} y2=${y2}/>${hour % 3 === 0 ? svg`<text x=${x} y=${y + 4} text-anchor="middle">${String(hour).padStart(2, '0')}</text>` : ''}`;
    })}
    ${byHour.map((n, hour) => {
      if (n === 0) return '';
      const [x1, y1] = spot(((hour + 0.08) / 24) * 2 * Math.PI, 12 + (n / most) * 38);
      const [x2, y2] = spot(((hour + 0.92) / 24) * 2 * Math.PI, 12 + (n / most) * 38);
      return svg`<path class="wedge" d="M100 100L${x1} ${y1}L${x2} ${y2}Z"><title>${hour}:00: ${n}</title></path>`;
    })}
    ${spans.slice(0, 20).map(([from, to]) => arc(from, Math.max(to, from + 240000), 57))}`}</svg>
    <ul class="legend-list"><li><i class="key-span" aria-hidden="true"></i>when its sources were seen</li><li><i class="key-wedge" aria-hidden="true"></i>revisions by hour</li>
      <li class="quiet">The grey half is the night, 18:00 to 06:00.</li></ul></div></section>`;
}
