// What comes from events is what attackers typed. It is shown as text, in its own direction, with every character that
// hides or reorders others made visible, and cut where it is long.
import { html, nothing } from 'lit';

// Control characters, marks and overrides of direction, zero-width characters, separators of lines, tags, lone surrogates.
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Cs}/gu;
// A stack of marks over one letter paints over its neighbours.
const STACK = /(\p{M}{3})\p{M}+/gu;
const TITLE_MOST = 1000;

const code = (c) => '\\u{' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0') + '}';

/** The text with its hidden characters written out, as a plain string. */
export function visible(text) {
  return String(text ?? '').replace(HIDDEN, code).replace(STACK, '$1\\u{…}');
}

function pieces(text) {
  const shown = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) shown.push(text.slice(from, match.index).replace(STACK, '$1…'));
    shown.push(html`<span class="hidden-char">${code(match[0])}</span>`);
    from = match.index + match[0].length;
  }
  if (from < text.length) shown.push(text.slice(from).replace(STACK, '$1…'));
  return shown;
}

const cutAt = (text, most) => {
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most);
};

/** Text of an event, cut at `most` characters; the whole of it is in the title, as far as a title is of use. */
export function shown(text, most = 160) {
  const whole = String(text ?? '');
  if (whole === '') return html`<span class="quiet">(empty)</span>`;
  const long = whole.length > most;
  const cut = long ? cutAt(whole, most) : whole;
  HIDDEN.lastIndex = 0;
  const title = long ? visible(cutAt(whole, TITLE_MOST)) + (whole.length > TITLE_MOST ? ' …' : '') : nothing;
  return html`<bdi class="shown" title=${title}>${pieces(cut)}${long
    ? html`<span class="cut">… ${(whole.length - cut.length).toLocaleString('en')} more</span>` : nothing}</bdi>`;
}

/** Like shown, and the whole text can be unfolded. */
export function unfolding(text, most = 300) {
  const whole = String(text ?? '');
  if (whole.length <= most) return shown(whole, most);
  return html`<details class="whole"><summary>${shown(whole, most)}</summary>
    <div class="whole-text" tabindex="0" role="region" aria-label="The whole text"><bdi>${visible(whole)}</bdi></div></details>`;
}

/** Servers take addresses of 8 KB. */
const ADDRESS_MOST = 4000;

/** A link to the page of an entity; plain text where its id is too long for an address. */
export function entity(type, id, most = 60) {
  if (!id || entityPath(type, id.slice(0, ADDRESS_MOST)).length > ADDRESS_MOST) return unfolding(id, most);
  return html`<a class="entity" href=${entityPath(type, id)}>${shown(id, most)}</a>`;
}

export function entityPath(type, id) {
  return '#/entity/' + type + '/' + encodeURIComponent(id.toWellFormed());
}
