/**
 * Hears of changes. A browser opens six connections to one server and no more, over all windows, so
 * only one window listens to the server; it tells the others, and when it closes another takes over.
 */

const NAME = 'keydesk-sandbox-changes';

/**
 * @param heard is given how often each side has changed
 * @param connected is told whether the server can be heard
 */
export function listen(heard, connected) {
  const windows = new BroadcastChannel(NAME);
  const take = (news) => {
    connected(news.connected);
    if (news.rings) {
      heard(news.rings);
    }
  };
  const tellAll = (news) => {
    take(news);
    windows.postMessage(news);
  };
  windows.addEventListener('message', (event) => take(event.data));
  // The promise never ends: the lock is this window's until it closes.
  navigator.locks.request(NAME, () => new Promise(() => hearTheServer(tellAll)));
}

/** The browser connects again by itself when the connection is lost, and is told all anew. */
function hearTheServer(tell) {
  const stream = new EventSource('/api/changes');
  stream.addEventListener('open', () => tell({ connected: true }));
  stream.addEventListener('error', () => tell({ connected: false }));
  stream.addEventListener('message', (event) => tell({ connected: true, rings: JSON.parse(event.data) }));
}
