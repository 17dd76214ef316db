/** Lets the next call of the desk go wrong, in Slack or in Entra. */
import { act } from './api.js';
import { byId, follow, freshId, h } from './dom.js';

export function drawMisbehaviour(menu, done) {
  const sides = [
    ['slack', 'Slack', menu.slack],
    ['entra', 'Entra', menu.entra],
  ];
  follow(byId('misbehave'), [
    { key: 'state', sign: JSON.stringify([menu.slack.planned, menu.entra.planned]), draw: () => state(menu, done) },
    { key: 'usual', sign: '', draw: () => usual(done) },
    {
      key: 'particular',
      sign: JSON.stringify(sides.map(([, , victim]) => [victim.calls, victim.ills])),
      draw: () => h('details', {}, h('summary', {}, 'One particular call'), sides.map(([side, name, victim]) => form(side, name, victim, done))),
    },
  ]);
}

/** Above the conversation, because what does not happen there would be a riddle otherwise. */
export function drawWarning(menu, done) {
  const left = leftOf(menu);
  follow(byId('mischief'), left ? [{ key: 'left', sign: left, draw: () => warning(left, done) }] : []);
}

function warning(left, done) {
  return h('p', { class: 'trouble' }, `${left} The desk tries again by itself, after longer and longer pauses, of five minutes at most. `, behave(done, 'warned'));
}

/** In a sentence; empty if all is well. */
function leftOf({ slack, entra }) {
  const sides = [[slack.planned, 'Slack'], [entra.planned, 'Entra']]
    .filter(([planned]) => planned > 0)
    .map(([planned, name]) => `${planned === 1 ? 'the next call' : `the next ${planned} calls`} of ${name}`);
  return sides.length ? `Faults planned for ${sides.join(' and ')}.` : '';
}

function behave(done, focus) {
  return h('button', { type: 'button', 'data-focus': focus, on: { click: () => done(() => act('behave')) } }, 'Remove all faults');
}

/** What happens to everybody sooner or later, at one press. */
const USUAL = [
  ['Entra is slow', 'entra', '*', 'slow', 5],
  ['Entra says 429', 'entra', '*', '429', 3],
  ['Entra says 503', 'entra', '*', '503', 3],
  ['Entra makes the secret, the answer is lost', 'entra', 'addPassword', 'cut-after', 1],
  ['Slack is down', 'slack', '*', '503', 20],
];

function usual(done) {
  return h('div', { class: 'buttons' }, USUAL.map(([label, side, call, mischief, times]) =>
    h('button', { type: 'button', on: { click: () => done(() => act('misbehave', { side, call, mischief, times })) } }, label)));
}

function form(side, name, { calls, ills }, done) {
  const call = picker(calls.map((it) => [it, it === '*' ? 'any call' : it]));
  const ill = picker(ills.map((it) => [it.id, it.label]));
  const times = h('input', { id: freshId('times'), type: 'number', min: '1', max: '20', value: '1' });
  const plan = (event) => {
    event.preventDefault();
    done(() => act('misbehave', { side, call: call.value, mischief: ill.value, times: times.value }));
  };
  return h(
    'form',
    { class: 'stack', on: { submit: plan } },
    h('h3', {}, name),
    h('label', { for: call.id }, 'The next call to'),
    call,
    h('label', { for: ill.id }, 'has this fault'),
    ill,
    h('label', { for: times.id }, 'this many times'),
    times,
    h('button', {}, `Let ${name} misbehave`),
  );
}

function picker(options) {
  return h('select', { id: freshId('pick') }, options.map(([value, label]) => h('option', { value }, label)));
}

function state(menu, done) {
  const left = leftOf(menu);
  return left
    ? h('p', {}, `${left} `, behave(done, 'state'))
    : h('p', { class: 'small' }, 'No faults are planned.');
}
