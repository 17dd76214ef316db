/**
 * The menu behind ⋯, as a popup over everything else. The browser closes it with Escape and at a
 * click elsewhere, and gives the focus back; what is here is its place and the arrow keys.
 */
import { freshId, h } from './dom.js';

const GAP = 4;

/**
 * @param lines Slack's options: {text, description, value, url}
 * @param focus the name under which the focus finds back when the menu is drawn again
 * @param chosen is told the line, and the button that opened the menu
 */
export function popupMenu(lines, focus, disabled, chosen) {
  const id = freshId('menu');
  const opener = h('button', {
    type: 'button',
    class: 'opener',
    popovertarget: id,
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
    'aria-controls': id,
    'aria-label': 'More actions',
    'data-focus': focus,
    disabled,
  }, '⋯');
  const items = lines.map((line) => item(line, () => {
    menu.hidePopover();
    chosen(line, opener);
  }));
  const menu = h('div', { id, class: 'menu', popover: 'auto', role: 'menu', 'aria-label': 'More actions' }, items);
  const elsewhere = (event) => menu.contains(event.target) || menu.hidePopover();
  opener.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      menu.showPopover();
    }
  });
  menu.addEventListener('toggle', ({ newState }) => {
    const open = newState === 'open';
    opener.setAttribute('aria-expanded', String(open));
    if (open) {
      placeAt(menu, opener);
      items[0]?.focus({ preventScroll: true });
      // It would hang in the air when what it belongs to moves away.
      document.addEventListener('scroll', elsewhere, { capture: true });
    } else {
      document.removeEventListener('scroll', elsewhere, { capture: true });
    }
  });
  menu.addEventListener('keydown', (event) => walk(event, items, menu));
  return h('div', { class: 'overflow' }, opener, menu);
}

function item(line, choose) {
  return h(
    'button',
    { type: 'button', role: 'menuitem', tabindex: '-1', on: { click: choose } },
    line.text.text,
    line.description ? h('span', { class: 'small' }, line.description.text) : null,
  );
}

function walk(event, items, menu) {
  const at = items.indexOf(document.activeElement);
  const last = items.length - 1;
  const to = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[to].focus({ preventScroll: true });
  } else if (event.key === 'Tab') {
    menu.hidePopover();
  }
}

/** Below the button and in line with its right edge, or above it where there is no room. */
function placeAt(menu, opener) {
  const at = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + GAP;
  const above = Math.max(GAP, at.top - height - GAP);
  menu.style.left = `${Math.max(GAP, at.right - width)}px`;
  menu.style.top = `${below + height > innerHeight ? above : below}px`;
}
