/** Where this window is, kept in its address: `#as=alice&in=approvals`, or `#scene=approved`. */

export const HOME = 'home';
/** The conversation with the desk, whoever it is whose window this is. */
export const DESK = 'desk';

export function place() {
  const said = new URLSearchParams(location.hash.slice(1));
  return { as: said.get('as') || '', room: said.get('in') || '', scene: said.get('scene') || '' };
}

export function address({ as, room }) {
  const said = new URLSearchParams();
  said.set('as', as);
  if (room) {
    said.set('in', room);
  }
  return `#${said}`;
}

export function go(to) {
  location.hash = address(to);
}

/** The same place without a step in the browser's history. */
export function correct(to) {
  history.replaceState(null, '', address(to));
}
