/** Entra as an administrator sees it, and a door to try a secret at. */
import { act } from './api.js';
import { byId, fillWith, follow, h } from './dom.js';
import { moment } from './dates.js';

export function drawEntra({ tenantId, apps }) {
  byId('tenant').textContent = tenantId;
  follow(byId('apps'), apps.map((app) => ({ key: app.objectId, sign: JSON.stringify(app), draw: () => drawApp(app) })));
  offerApps(apps);
}

/** What somebody has chosen stays chosen, as long as it is there. */
function offerApps(apps) {
  const menu = byId('sign-in-client');
  const offered = JSON.stringify(apps.map((app) => [app.clientId, app.name]));
  if (menu.dataset.offered !== offered) {
    const chosen = menu.value;
    menu.dataset.offered = offered;
    fillWith(menu, apps.map((app) => h('option', { value: app.clientId, selected: app.clientId === chosen }, app.name)));
  }
}

/** What was typed about another world says nothing of this one. */
export function forgetSignIn() {
  byId('sign-in').reset();
  byId('sign-in-answer').textContent = '';
}

const opened = new Set();

function drawApp(app) {
  const keys = app.keys.length === 1 ? '1 secret' : `${app.keys.length} secrets`;
  const whole = h(
    'details',
    { class: 'app' },
    h('summary', { 'data-focus': 'app' }, app.name, ' ', h('span', { class: 'small' }, app.isDesk ? `the desk itself, ${keys}` : keys)),
    h('p', { class: 'small' }, 'Client ID ', h('code', {}, app.clientId)),
    h('p', { class: 'small' }, 'Object ID ', h('code', {}, app.objectId)),
    h('p', { class: 'small' }, app.owners.length ? `Owners: ${app.owners.join(', ')}` : 'No owners'),
    app.keys.length ? keyList(app.keys) : null,
  );
  return remembered(app.objectId, whole);
}

/** What somebody has opened stays open when it is drawn again. */
function remembered(name, details) {
  details.open = opened.has(name);
  details.addEventListener('toggle', () => (details.open ? opened.add(name) : opened.delete(name)));
  return details;
}

function keyList(keys) {
  return h('ul', { class: 'keys' }, keys.map((key) =>
    h(
      'li',
      {},
      h('strong', {}, key.name || '(no name)'),
      ' ',
      h('code', {}, `${key.hint}…`),
      key.expired ? h('span', { class: 'tag' }, 'expired') : null,
      h('div', { class: 'small' }, moment(key.start), ' to ', moment(key.end)),
      h('div', { class: 'small' }, signedIn(key)),
      attempts(key),
      h('div', { class: 'small' }, 'Key ID ', h('code', {}, key.keyId)),
    )));
}

function signedIn({ timesSignedIn: times, lastSignIn }) {
  return times ? [`Signed in ${times === 1 ? 'once' : `${times} times`}, last `, moment(lastSignIn)] : 'Never used to sign in';
}

/** The latest ones, also those that Entra refused; the newest on top. */
function attempts({ keyId, signIns }) {
  if (signIns.length === 0) {
    return null;
  }
  return remembered(`sign-ins ${keyId}`, h(
    'details',
    {},
    h('summary', { class: 'small', 'data-focus': `sign-ins ${keyId}` }, 'Sign-ins'),
    h('ul', {}, signIns.toReversed().map(({ at, outcome }) => h('li', { class: 'small' }, moment(at), ` · ${outcome}`))),
  ));
}

export function signInForm(done) {
  const answer = byId('sign-in-answer');
  byId('sign-in').addEventListener('submit', async (event) => {
    event.preventDefault();
    answer.textContent = '';
    const fields = { clientId: byId('sign-in-client').value, value: byId('sign-in-value').value };
    const tried = await done(() => act('sign-in', fields));
    if (tried) {
      answer.className = tried.accepted ? 'good' : 'error';
      answer.textContent = tried.accepted ? `Accepted. ${tried.answer}` : `Refused. ${tried.answer}`;
    }
  });
}
