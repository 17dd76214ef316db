/**
 * The tabs: Entra's side, the desk's side, time and misbehaviour. Where the window is too narrow
 * for two columns Slack is a tab too, and they are one bar at the bottom.
 */
import { byId } from './dom.js';

const NARROW = matchMedia('(max-width: 63.99rem)');
const KEPT = 'keydesk-sandbox-part';
const SLACK = 'slack';

const tabs = () => [...byId('parts').querySelectorAll('[role=tab]')];
const partOf = (tab) => tab.dataset.part;

/** On a wide screen Slack stays in sight beside whatever is chosen. */
let atSlack = true;
let behind = '';

export function parts() {
  behind = sessionStorage.getItem(KEPT) ?? 'desk';
  byId('parts').addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) {
      show(partOf(tab));
    }
  });
  byId('parts').addEventListener('keydown', walk);
  NARROW.addEventListener('change', draw);
  draw();
}

/** Shows the part of that name: slack, entra, desk or time. */
export function show(part) {
  atSlack = part === SLACK;
  if (!atSlack) {
    behind = part;
    sessionStorage.setItem(KEPT, part);
  }
  draw();
  if (NARROW.matches) {
    scrollTo(0, 0);
  }
}

function draw() {
  const narrow = NARROW.matches;
  const shown = narrow && atSlack ? SLACK : behind;
  document.body.dataset.part = shown;
  tabs().forEach((tab) => {
    const chosen = partOf(tab) === shown;
    tab.hidden = partOf(tab) === SLACK && !narrow;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (partOf(tab) !== SLACK) {
      byId(tab.getAttribute('aria-controls')).hidden = !chosen;
    }
  });
  // Only while there is a tab for it is the conversation the panel of one.
  setOrRemove(byId('slack'), 'role', narrow && 'tabpanel');
  setOrRemove(byId('slack'), 'aria-labelledby', narrow && 'tab-slack');
  const alone = narrow && !atSlack;
  byId('sidebar').hidden = alone;
  byId('conversation').hidden = alone;
  byId('backstage').setAttribute('role', alone ? 'main' : 'complementary');
}

function setOrRemove(element, name, value) {
  if (value) {
    element.setAttribute(name, value);
  } else {
    element.removeAttribute(name);
  }
}

function walk(event) {
  const there = tabs().filter((tab) => !tab.hidden);
  const at = there.indexOf(document.activeElement);
  const count = there.length;
  const to = { ArrowRight: (at + 1) % count, ArrowLeft: (at - 1 + count) % count, Home: 0, End: count - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    show(partOf(there[to]));
    there[to].focus();
  }
}
