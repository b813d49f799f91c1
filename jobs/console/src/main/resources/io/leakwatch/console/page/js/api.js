// The server's answers. That a session has ended is an event of its own; everything else is an Error with words.
let csrf = '';
export const session = new EventTarget();

export function useToken(token) { csrf = token ?? ''; }

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Leakwatch-CSRF'] = csrf;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let answer;
  try {
    answer = await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body), credentials: 'same-origin', cache: 'no-store',
    });
  } catch {
    throw new Refusal(0, 'The console does not answer. Check that it runs, then try again.');
  }
  if (answer.status === 401 && path !== '/api/login') session.dispatchEvent(new Event('ended'));
  if (answer.ok) return answer;
  const text = await answer.text().catch(() => '');
  let words = '';
  try { words = JSON.parse(text).error; } catch { /* no JSON: the status has to do */ }
  throw new Refusal(answer.status, words || 'The console answered with status ' + answer.status + ' to ' + path.slice(0, 80) + '.');
}

async function json(answer) {
  if (answer.status === 204) return null;
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
}

export const get = async (path) => json(await call('GET', path));
export const text = async (path) => (await call('GET', path)).text();
export const post = async (path, body = {}) => json(await call('POST', path, body));
export const drop = async (path) => json(await call('DELETE', path));

/** One segment of a path. */
export const segment = (id) => encodeURIComponent(String(id).toWellFormed());
