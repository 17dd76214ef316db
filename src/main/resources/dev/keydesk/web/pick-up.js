/**
 * The page behind a one-time link, from opening it to "I have it".
 *
 *   needs-link     ask ──▶ asking ──▶ shown ──────▶ noted
 *   insecure        ▲        ├──▶ picked-up ──▶ noted
 *                   │        ├──▶ lost ──▶ asking
 *                   │        ├──▶ closed, unknown, expired, replaced, doubt
 *                   └────────┴─── wrong code, wait, under-way, refused, slow-down
 *
 * Opening the page does nothing: the desk is asked only after the button. Nothing survives leaving.
 */
import { askDesk, forgetProof, isAsking, remember } from './desk.js';
import { closeQuestion, offerReceipt } from './receipt.js';
import { forgetSecret, holdsSecret, showSecret } from './secret.js';
import { busy, countDown, draw, fill, find, inWords, moment, name, say } from './view.js';

let link = null;
let code;

function start() {
  const found = takeLink();
  forget();
  if (!window.isSecureContext) {
    draw('insecure');
  } else if (!found) {
    draw('needs-link');
  } else {
    link = found;
    ask();
  }
}

/** Takes the link out of the address bar before anything else, so that no onlooker reads it there. */
function takeLink() {
  const parts = /^#([co])\.([A-Za-z0-9_-]+)$/.exec(location.hash);
  history.replaceState(null, '', location.pathname + location.search);
  return parts && { asksCode: parts[1] === 'c', token: parts[2] };
}

function forget() {
  link = null;
  code = undefined;
  forgetProof();
  forgetSecret();
}

function ask() {
  draw('ask');
  if (link.asksCode) {
    find('#code').value = code ?? '';
  } else {
    find('#code-part').remove();
  }
  find('form').addEventListener('submit', submit);
}

function submit(event) {
  event.preventDefault();
  if (isAsking()) {
    return;
  }
  if (link.asksCode) {
    // In any script.
    code = find('#code').value.replace(/[\s\p{Cf}]/gu, '');
    if (!/^\p{Nd}{6}$/u.test(code)) {
      codeError('Type the six digits of the code. Nothing was sent yet.');
      return;
    }
  }
  remember(link.token, code);
  pickUp();
}

function codeError(text) {
  const field = find('#code');
  find('#code-error').textContent = text;
  field.setAttribute('aria-invalid', 'true');
  field.focus();
  field.select();
}

async function pickUp() {
  name('asking', 'Asking Entra for the secret…');
  busy('Asking Entra for the secret… This can take 20 seconds. Keep this page open.');
  const answer = await askDesk('pick-up');
  if (answer) {
    follow(answer);
  }
}

function follow(answer) {
  switch (answer.outcome) {
    case 'shown':
      showSecret(answer);
      offerReceipt(noted);
      break;
    case 'picked-up':
      pickedUp(answer);
      break;
    case 'wrong-code':
      wrongCode(answer.triesLeft);
      break;
    case 'wait':
    case 'under-way':
    case 'slow-down':
      waiting(answer);
      break;
    case 'refused':
      ask();
      notice(answer).focus();
      break;
    case 'closed':
    case 'unknown':
    case 'expired':
    case 'replaced':
    case 'doubt':
      over(answer);
      break;
    default:
      lost(answer);
  }
}

function wrongCode(left) {
  ask();
  const tries = left === 1 ? 'one try' : `${left} tries`;
  codeError(`The code is wrong, and nothing was made. You have ${tries} left.`);
}

function waiting(answer) {
  ask();
  const box = notice(answer);
  const left = box.querySelector('.left');
  const button = find('#pick-up');
  button.disabled = true;
  const tick = (seconds) => {
    left.textContent = `You can try again in ${inWords(seconds)}; the button then works again.`;
  };
  countDown(answer.seconds, tick, () => {
    button.disabled = false;
    left.textContent = 'You can try again now.';
    name('ask', left.textContent);
    say(left.textContent);
  });
  box.focus();
}

/** Opens one of the notices above the form, where the code is still typed. */
function notice({ outcome, says }) {
  const box = find(`[data-notice='${outcome}']`);
  fill(box, { says });
  box.hidden = false;
  name(outcome, box.querySelector('h2').textContent);
  return box;
}

/** Nothing more can be done with this link, so it is not kept. */
function over({ outcome, at, says }) {
  forget();
  draw(outcome, { says, at: moment(at) });
}

function pickedUp({ app, ticket, at, says, receipt }) {
  draw('picked-up', { app, ticket, at: moment(at), says });
  if (receipt) {
    offerReceipt(noted);
  } else {
    forget();
  }
}

function lost({ status }) {
  draw('lost', { instead: status ? `The answer had the HTTP status ${status}.` : '' });
  find('#look-again').addEventListener('click', pickUp);
}

function noted(what) {
  forget();
  draw('noted', {}, what);
}

function leave() {
  forget();
  closeQuestion();
  draw('needs-link');
}

addEventListener('beforeunload', (event) => {
  if (holdsSecret()) {
    event.preventDefault();
  }
});
// A browser may show a page again after the back button.
addEventListener('pagehide', leave);
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    leave();
  }
});
// The same link again in this tab differs by its fragment only: nothing is loaded.
addEventListener('hashchange', () => {
  if (isAsking() || holdsSecret()) {
    takeLink();
  } else if (location.hash) {
    start();
  }
});

start();
