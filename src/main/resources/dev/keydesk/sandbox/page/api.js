/** Talks to the sandbox's server: reads with GET, does things with POST, and hears of changes. */

/** What the server would not do, in its own words. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function read(path, query = {}) {
  const search = new URLSearchParams(query).toString();
  return answerOf(await fetch(`/api/${path}${search ? `?${search}` : ''}`));
}

export async function act(path, fields = {}) {
  const answer = await fetch(`/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fields),
  });
  return answerOf(answer);
}

async function answerOf(answer) {
  const json = await answer.json();
  if (!answer.ok) {
    throw new Refusal(answer.status, json.problem);
  }
  return json;
}

/**
 * Calls `heard` with the number of changes of each side, at once and after each change; the browser
 * connects again by itself when the connection is lost.
 */
export function listen(heard, connected) {
  const stream = new EventSource('/api/changes');
  stream.addEventListener('open', () => connected(true));
  stream.addEventListener('error', () => connected(false));
  stream.addEventListener('message', (event) => heard(JSON.parse(event.data)));
}

/** Runs one at a time; a wish that comes while it runs is granted right after, once. */
export function oneAtATime(work) {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    if (running) {
      again = true;
    } else {
      running = run().finally(() => {
        running = null;
      });
    }
    return running;
  };
}
