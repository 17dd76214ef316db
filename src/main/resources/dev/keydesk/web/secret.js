/**
 * The secret while it is on the page: hidden or visible, copied field by field, forgotten at the end.
 * The value is in this module and nowhere else; in the document it stands only while it is visible.
 */
import { copyOf, countDown, draw, find, findAll, moment, say, stopCounting } from './view.js';

const VISIBLE_SECONDS = 120;
const WARNING_SECONDS = 30;

let value = null;

export function holdsSecret() {
  return value !== null;
}

export function forgetSecret() {
  value = null;
}

export function showSecret(answer) {
  const { value: text, ...facts } = answer;
  draw('shown', { ...facts, expires: moment(answer.expires) });
  value = text;
  find('#show').addEventListener('click', () => (find('#value').hidden ? show() : hide()));
  find('#keep').addEventListener('click', keep);
  findAll('[data-name]').forEach(offerCopy);
}

function offerCopy(field) {
  field.querySelector('dd').append(copyOf('copy', { name: field.dataset.name }));
  field.querySelector('.copy').addEventListener('click', () => copy(field));
}

function show() {
  turn(true);
  countDown(VISIBLE_SECONDS, warn, () => {
    hide();
    const text = 'The secret is hidden again after two minutes. Press Show to see it.';
    tell(find('#secret'), text);
  });
}

function hide() {
  stopCounting();
  closeNotice();
  turn(false);
}

function turn(visible) {
  find('#value').textContent = visible ? value : '';
  find('#value').hidden = !visible;
  find('#mask').hidden = visible;
  find('#show').setAttribute('aria-pressed', String(visible));
  tell(find('#secret'), '');
}

/** WCAG 2.2.1: whoever reads slowly, or by ear, can have the time again, as often as needed. */
function warn(left) {
  const notice = find('#more-time');
  if (left <= WARNING_SECONDS && notice.hidden) {
    find('#soon').textContent = `The secret is hidden in ${left} seconds.`;
    notice.hidden = false;
    say(`${find('#soon').textContent} A button below it keeps it visible for two more minutes.`);
  }
}

/** A focus on the button that goes away moves to the one beside it. */
function closeNotice() {
  if (document.activeElement === find('#keep')) {
    find('#show').focus();
  }
  find('#more-time').hidden = true;
}

function keep() {
  closeNotice();
  show();
  say('The secret stays visible for two more minutes.');
}

async function copy(field) {
  const text = field.id === 'secret' ? value : field.querySelector('.text').textContent;
  try {
    await navigator.clipboard.writeText(text);
    tell(field, `${field.dataset.name} copied`);
  } catch {
    copyByHand(field);
  }
}

/** Where the browser or its owner forbids the clipboard to pages, the copy keys still work. */
function copyByHand(field) {
  if (!field.isConnected) {
    return;
  }
  if (field.id === 'secret' && find('#value').hidden) {
    show();
  }
  getSelection().selectAllChildren(field.querySelector('.text:not([hidden])'));
  tell(field, 'The browser did not allow copying. The text is selected now: press Ctrl+C, or ⌘C on a Mac.');
}

/** Says it aloud, and beside the field; what stood beside the other fields is old by then. */
function tell(field, text) {
  findAll('.told').forEach((told) => told.remove());
  if (text) {
    const told = document.createElement('span');
    told.className = 'told';
    told.textContent = text;
    field.querySelector('dd').append(told);
    say(text);
  }
}
