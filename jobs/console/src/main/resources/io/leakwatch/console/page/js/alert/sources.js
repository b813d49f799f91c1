// Where it came from: a table, and a map of countries or of a journey.
import { html, nothing, svg } from 'lit';
import { until } from 'lit/directives/until.js';
import { at, count } from '../words.js';
import { entity, shown } from '../text.js';
import { VIEW, countryName, project, whereIs, world } from './world.js';

// As detectors write a place: TR (41.0, 29.0).
const PLACE = /\b([A-Z]{2}) \((-?\d{1,2}(?:\.\d+)?), (-?\d{1,3}(?:\.\d+)?)\)/;

/** Places with coordinates in the evidence, in the order of the journey. */
function journey(alert) {
  return alert.evidence.map((one) => [one.condition, PLACE.exec(one.observed)]).filter(([, found]) => found)
    .map(([condition, [, country, latitude, longitude]]) => ({ label: condition, country, at: [Number(longitude), Number(latitude)] }))
    .filter(({ at: [longitude, latitude] }) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90);
}

function draw(outline, stops, countries) {
  if (!outline) return html`<p class="quiet">The outline of the world could not be read.</p>`;
  const places = countries.map(({ code, events }) => ({ code, events, at: whereIs(code, outline) })).filter((one) => one.at);
  const spots = stops.map((stop) => project(...stop.at));
  const said = stops.length > 0 ? 'Map: ' + stops.map((stop) => stop.label + ' in ' + countryName(stop.country)).join(', then ')
    : 'Map of sources: ' + places.map((one) => countryName(one.code)).join(', ');
  return html`<svg class="map" viewBox="0 0 ${VIEW.wide} ${VIEW.high}" role="img" aria-label=${said}>${svg`<path class="land" d=${outline.path}/>
    ${stops.length > 1 ? svg`<path class="way" d=${way(spots)}/>` : ''}
    ${stops.length === 0 ? places.map((one) => spot(project(...one.at), countryName(one.code) + ' ' + count(one.events))) : ''}
    ${stops.map((stop, i) => spot(spots[i], (i + 1) + ' ' + stop.country, stop.label))}`}</svg>`;
}

const way = (spots) => 'M' + spots.map(([x, y], i) => {
  if (i === 0) return x + ' ' + y;
  const [fromX, fromY] = spots[i - 1];
  return 'Q' + (fromX + x) / 2 + ' ' + (Math.min(fromY, y) - Math.abs(x - fromX) / 6) + ' ' + x + ' ' + y;
}).join('');

function spot([x, y], words, title) {
  const left = x > VIEW.wide - 120;
  return svg`<g class="spot"><title>${title ?? words}</title><circle cx=${x} cy=${y} r="5"/>
    <text x=${left ? x - 9 : x + 9} y=${y + 4} text-anchor=${left ? 'end' : 'start'}>${words}</text></g>`;
}

export function sources(alert) {
  if (alert.sources.length === 0) return nothing;
  const stops = journey(alert);
  const byCountry = new Map();
  for (const one of alert.sources) if (one.country) byCountry.set(one.country, (byCountry.get(one.country) ?? 0) + one.events);
  const countries = [...byCountry].map(([code, events]) => ({ code, events }));
  const drawn = stops.length > 1 || countries.length > 0;
  return html`<section class="card"><h2>Sources <span class="quiet">${count(alert.sources_count || alert.sources.length)}</span></h2>
    ${drawn ? until(world().then((outline) => draw(outline, stops, countries)), html`<div class="map-place"></div>`) : nothing}
    <div class="scroll" tabindex="0" role="region" aria-label="Sources"><table class="figures"><thead><tr><th scope="col">Address</th><th scope="col">Network</th><th scope="col">Country</th>
      <th scope="col" class="number">Events</th><th scope="col">First (UTC)</th><th scope="col">Last (UTC)</th></tr></thead>
    <tbody>${alert.sources.map((one) => html`<tr><th scope="row">${entity('ADDRESS', one.address, 45)}</th>
      <td>${one.asn ? 'AS' + one.asn : nothing} ${one.operator ? shown(one.operator, 40) : nothing}</td>
      <td>${one.country ? html`<span title=${countryName(one.country)}>${shown(one.country, 8)}</span>` : html`<span class="quiet">–</span>`} ${one.city ? shown(one.city, 40) : nothing}</td>
      <td class="number">${count(one.events)}</td><td>${at(one.first_seen_at)}</td><td>${at(one.last_seen_at)}</td></tr>`)}</tbody></table></div>
    ${alert.sources_count > alert.sources.length ? html`<p class="quiet">${count(alert.sources_count - alert.sources.length)} more are not named in the alert.</p>` : nothing}</section>`;
}
