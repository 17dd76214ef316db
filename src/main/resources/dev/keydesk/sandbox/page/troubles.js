/** What of the desk Slack did not accept: the sandbox's most useful corner for its developers. */
import { act, read } from './api.js';
import { byId, fillWith, follow, h, tell } from './dom.js';
import { moment } from './dates.js';

let known = 0;

export function drawTroubles({ all, newest }) {
  const part = byId('troubles-part');
  byId('troubles-strip').hidden = all === 0;
  byId('troubles-count').textContent = all;
  if (all !== known) {
    // Nobody has to look for news; who has read them may close it.
    part.open = all > 0;
    known = all;
  }
  follow(byId('troubles'), newest.map((trouble, at) => ({
    key: String(all - at),
    sign: JSON.stringify(trouble),
    draw: () =>
      h(
        'div',
        { class: 'trouble-line' },
        h('p', {}, h('code', {}, trouble.where), ' ', h('strong', {}, trouble.error)),
        h('p', { class: 'small' }, trouble.explanation, ' · ', moment(trouble.at)),
      ),
  })));
}

/**
 * Calls that Slack refuses, to see its answer word for word.
 *
 * @param failed is told why they could not be listed
 */
export function trials(done, failed) {
  const send = async ({ id }) => {
    const told = await done(() => act('trial', { id }));
    tell(byId('trial-answer'), told ? `${told.method}\n${told.answer}` : '');
  };
  // Nobody has done anything yet, so nothing that stands on the page is answered by this.
  read('trials')
    .then((all) => fillWith(byId('trials'), all.map((trial) =>
      h('button', { type: 'button', on: { click: () => send(trial) } }, trial.label))))
    .catch((refused) => failed(refused.message));
}
