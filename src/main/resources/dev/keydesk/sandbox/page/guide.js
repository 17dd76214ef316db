/** What to do next, for somebody who sees all this for the first time. */
import { act } from './api.js';
import { byId, follow, h } from './dom.js';
import { DESK, address } from './place.js';

const KEPT = 'keydesk-sandbox-hints';
const STEPS = 6;
const ASK = '/new-client-secret payroll-api';

/** Where each state of the newest request leaves the visitor. */
const AFTER = {
  Waiting: (who) => ({
    step: 2,
    title: 'Somebody else decides',
    text: 'bob and carol see the request in #secret-approvals. Press Approve there; Deny asks for a reason.',
    at: { as: who === 'bob' ? 'carol' : 'bob', room: 'secret-approvals' },
  }),
  Approved: (who) => ({
    step: 3,
    title: 'Pick it up',
    text: `No secret exists yet. Keydesk has sent ${who} a direct message: the secret is made when ${who} presses Pick up the secret, or opens a one-time link.`,
    at: { as: who, room: DESK },
  }),
  HandedOver: (who, app) => ({
    step: 4,
    title: 'Try the secret',
    text: `Only ${who} sees the value, and only now. Copy it, wait some seconds, and try it in the Entra part under Sign in with this value. Then press I have it.`,
    at: { as: who, room: DESK },
    look: { label: 'Go to the sign-in', part: 'entra', app },
  }),
  Done: () => ({
    step: 5,
    title: 'Weeks pass',
    text: 'Keydesk keeps no value, but it knows when each secret expires. Go to the next reminder.',
    jump: { label: 'Go to the next reminder', path: 'next-reminder', fields: {} },
  }),
  Doubtful: (who) => settling(`Entra’s answer was lost, and a secret that nobody can read may exist. The desk looks for it and removes it; then ${who} can pick up again.`),
  Minting: () => settling('The desk has asked Entra for the secret and waits for the answer.'),
  TakingBack: () => settling('The secret is being removed from Entra; Entra needs a while to show it.'),
};

function settling(text) {
  return { title: 'The desk finishes this by itself', text, jump: { label: 'Let 5 minutes pass', path: 'time', fields: { seconds: 300 } } };
}

function asking(why) {
  return { step: 1, title: 'Request a secret', text: `${why} Be alice, an engineer, in any channel. Type ${ASK} below and press Enter, then fill in the form.`.trim(), at: { as: 'alice', room: '' }, type: ASK };
}

function renewing() {
  return {
    step: 6,
    title: 'Renew in time',
    text: 'The team is told in #team-payroll, no matter who made the secret. Choose Renew in the menu (⋯) beside it: the form is already filled in.',
    at: { as: 'dana', room: 'team-payroll' },
  };
}

/**
 * The hint for what the desk has in its books.
 *
 * @param names of people, by their ids
 */
export function hintFor({ requests, audit }, names) {
  const [newest] = requests;
  const reminded = audit.some((line) => line.kind === 'reminded');
  if (!newest) {
    return asking('');
  }
  if (newest.state === 'Done' && reminded) {
    return requests.length > 1
      ? { step: STEPS, title: 'The story is complete', text: 'Now try faults of Slack and Entra, deny a request, or press the same button as two people at once. Reset starts again.', look: { label: 'Go to the faults', part: 'time' } }
      : renewing();
  }
  const after = AFTER[newest.state]?.(names[idIn(newest.requester)] ?? 'the requester', newest.app);
  // A renewal goes the same way once more, and the story does not begin again with it.
  const step = after?.step && reminded && requests.length > 1 ? STEPS : after?.step;
  return after ? { ...after, step } : asking(`${newest.ticket} is finished (${newest.state}).`);
}

/** Of a mention, such as `<@U0123>`. */
const idIn = (mention) => mention.replace(/[<@>]/g, '');

/** Leads to another part of the page, where there is something to do or to see. */
function goTo({ part, app }, look) {
  look(part);
  if (app) {
    const menu = byId('sign-in-client');
    menu.value = [...menu.options].find((it) => it.text === app)?.value ?? menu.value;
    byId('sign-in-value').focus();
  } else {
    byId(`${part}-part`).focus();
  }
}

export function guide({ done, type, look, redraw }) {
  byId('hints-on').addEventListener('click', () => {
    localStorage.removeItem(KEPT);
    redraw();
    byId('guide').focus();
  });
  const hide = () => {
    localStorage.setItem(KEPT, 'off');
    redraw();
    byId('hints-on').focus();
  };

  return (books, { me, names }, here) => {
    const off = localStorage.getItem(KEPT) === 'off';
    byId('guide').hidden = off;
    byId('hints-on').hidden = !off;
    const hint = hintFor(books, names.people);
    const there = hint.at?.as === me.name && (hint.at.room ? hint.at.room === here.at : here.writable);
    follow(byId('guide'), [{
      key: 'hint',
      sign: JSON.stringify([hint, there, me.name]),
      draw: () => draw(hint, there, me, { done, type, look, hide }),
    }]);
  };
}

function draw(hint, there, me, { done, type, look, hide }) {
  const jump = hint.jump && h('button', { type: 'button', class: 'primary', 'data-focus': 'jump' }, hint.jump.label);
  jump?.addEventListener('click', async () => {
    jump.setAttribute('aria-busy', 'true');
    await done(() => act(hint.jump.path, hint.jump.fields));
    jump.removeAttribute('aria-busy');
  });
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'guide-head' },
      h('h2', {}, hint.step ? h('span', { class: 'tag step' }, `${hint.step} of ${STEPS}`) : null, hint.title),
      h('button', { type: 'button', class: 'plain', 'data-focus': 'hide', on: { click: hide } }, 'Hide hints'),
    ),
    h('p', {}, hint.text),
    h(
      'div',
      { class: 'buttons' },
      hint.at && !there ? h('a', { class: 'button primary', href: address(hint.at), 'data-focus': 'there' }, hint.at.as === me.name ? 'Go there' : `Be ${hint.at.as}`) : null,
      hint.type && there ? h('button', { type: 'button', 'data-focus': 'type', on: { click: () => type(hint.type) } }, 'Type it for me') : null,
      hint.look ? h('button', { type: 'button', 'data-focus': 'look', on: { click: () => goTo(hint.look, look) } }, hint.look.label) : null,
      jump,
    ),
  );
}
