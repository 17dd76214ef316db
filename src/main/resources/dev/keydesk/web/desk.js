/**
 * Asks the desk, one question at a time, and keeps what proves the visitor: the link's token and the
 * code. Both are in this module alone and travel in the body only, which no log of a proxy keeps.
 */
const PATIENCE_MS = 60_000;

let proof = null;
let running = null;

export function remember(token, code) {
  proof = { token, code };
}

export function remembers() {
  return proof !== null;
}

export function isAsking() {
  return running !== null;
}

export function forgetProof() {
  running?.abort();
  running = null;
  proof = null;
}

/** Resolves to the desk's answer, or to null if the proof was forgotten before it came. */
export async function askDesk(deed) {
  const mine = new AbortController();
  running = mine;
  const timer = setTimeout(() => mine.abort(), PATIENCE_MS);
  const answer = await post({ do: deed, ...proof }, mine.signal);
  clearTimeout(timer);
  if (running !== mine) {
    return null;
  }
  running = null;
  return answer;
}

/** What is not an answer of the desk is {outcome: 'lost'}: nobody knows then what the desk has done. */
async function post(body, signal) {
  try {
    const response = await fetch(location.pathname, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      redirect: 'error',
      signal,
    });
    const answer = parsed(await response.text());
    return answer ?? notOurs(response.status);
  } catch {
    return { outcome: 'lost' };
  }
}

/** A refusal before the desk: it never saw the question. Of anything else nobody knows. */
function notOurs(status) {
  return status >= 400 && status < 500
    ? {
        outcome: 'refused',
        says: `The desk did not accept the request (HTTP status ${status}), so this try made nothing. Please tell the operators of Keydesk.`,
      }
    : { outcome: 'lost', status };
}

function parsed(text) {
  try {
    const answer = JSON.parse(text);
    return typeof answer?.outcome === 'string' ? answer : null;
  } catch {
    return null;
  }
}
