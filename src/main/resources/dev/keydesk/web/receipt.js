/** "I have it" and "I did not get it": the same two buttons as on the message in Slack. */
import { askDesk, isAsking, remembers } from './desk.js';
import { holdsSecret } from './secret.js';
import { add, busy, find, free, inWords } from './view.js';

const dialog = document.getElementById('sure');

dialog.querySelectorAll('button').forEach((button) =>
  button.addEventListener('click', () => dialog.close(button.value)));

/** Puts the buttons below what is shown; `noted` is called with what the desk has noted. */
export function offerReceipt(noted) {
  add('receipt');
  find('#have-it').addEventListener('click', () => tell('have-it', noted));
  find('#not-received').addEventListener('click', async () => {
    if (await sure()) {
      tell('not-received', noted);
    }
  });
}

export function closeQuestion() {
  dialog.close();
}

function sure() {
  return new Promise((resolve) => {
    dialog.returnValue = '';
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
    dialog.showModal();
  });
}

async function tell(deed, noted) {
  if (isAsking() || !remembers()) {
    return;
  }
  find('#trouble').hidden = true;
  busy('Telling the desk…');
  const answer = await askDesk(deed);
  if (answer?.outcome === 'noted') {
    noted(answer.what);
  } else if (answer) {
    free();
    notNoted(answer);
  }
}

function notNoted(answer) {
  const trouble = find('#trouble');
  const stays = holdsSecret() ? ' The secret stays on this page.' : '';
  trouble.textContent = whyNot(answer) + stays;
  trouble.hidden = false;
  trouble.focus();
}

function whyNot({ outcome, says, seconds }) {
  if (['closed', 'unknown', 'wrong-code'].includes(outcome)) {
    return 'This link no longer accepts an answer. Use the same button in Slack.';
  }
  if (seconds) {
    return `The desk can accept this in ${inWords(seconds)}. Press again then.`;
  }
  return says ?? 'The desk did not confirm it. Press again, or use the same button in the Slack message.';
}
