// Where the page is: after the hash, so that hostile ids never reach the server's router and a link works behind any proxy.
// A plain path such as /alert/ID, as other tools may write it, is turned into that form.
export function adoptPath() {
  const { pathname, search, hash } = location;
  if (pathname !== '/' && hash.length < 2) history.replaceState(null, '', '/#' + pathname + search);
}

function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

/** {page, parts, query}: `#/alert/ID?x=1` is page alert, parts [ID], query x=1. */
export function route() {
  const whole = location.hash.replace(/^#\/?/, '');
  const mark = whole.indexOf('?');
  const path = mark < 0 ? whole : whole.slice(0, mark);
  const [page, ...parts] = path.split('/').map(decoded);
  return { page: page || 'queue', parts, query: new URLSearchParams(mark < 0 ? '' : whole.slice(mark + 1)) };
}

export function go(path) {
  if (location.hash === path) return;
  location.hash = path;
}

/** Changes the address without a step in the history: for filters while they are typed. */
export function settle(path) {
  history.replaceState(null, '', path);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

export const alertPath = (id) => '#/alert/' + encodeURIComponent(String(id).toWellFormed());

export function queuePath(query) {
  const said = String(query);
  return '#/queue' + (said ? '?' + said : '');
}

/** The whole address of a page, to be sent to somebody. */
export const shareable = (path) => location.origin + '/' + path;
