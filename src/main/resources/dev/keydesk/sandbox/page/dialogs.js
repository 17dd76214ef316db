/** Questions before a click, and the address a link button would open. */
import { h, freshId } from './dom.js';
import { mrkdwn } from './mrkdwn.js';

/** Shows Slack's confirm dialog; resolves to whether the person said yes. */
export function confirmed(question, context) {
  return new Promise((resolve) => {
    const title = freshId('question');
    const dialog = h(
      'dialog',
      { 'aria-labelledby': title, on: { close: () => done(dialog, resolve) } },
      h('h2', { id: title }, question.title.text),
      textOf(question.text, context),
      h(
        'form',
        { method: 'dialog', class: 'buttons end' },
        h('button', { value: 'no' }, question.deny.text),
        h('button', { value: 'yes', class: question.style || 'primary' }, question.confirm.text),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

function done(dialog, resolve) {
  dialog.remove();
  resolve(dialog.returnValue === 'yes');
}

function textOf(text, { names, now }) {
  return text.type === 'mrkdwn' ? h('div', {}, mrkdwn(text.text, names, now)) : h('p', { class: 'lines' }, text.text);
}

/** The desk's own pages are here, and only here the sandbox leads. */
export function onThisComputer(address) {
  const target = new URL(address, location.href);
  return ['127.0.0.1', 'localhost'].includes(target.hostname) && /^https?:$/.test(target.protocol);
}

/** The desk's own pages open in a new tab; any other address is only shown. */
export function follow(address) {
  if (onThisComputer(address)) {
    window.open(address, '_blank', 'noopener,noreferrer');
    return;
  }
  const dialog = h(
    'dialog',
    { on: { close: () => dialog.remove() } },
    h('h2', {}, 'This button opens an address'),
    h('p', {}, 'Slack would open it in a browser. The sandbox does not leave this computer.'),
    h('pre', {}, address),
    h('form', { method: 'dialog', class: 'buttons end' }, h('button', {}, 'Close')),
  );
  document.body.append(dialog);
  dialog.showModal();
}
