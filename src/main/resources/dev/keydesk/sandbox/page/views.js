/**
 * What a person does in a view, a modal or the Home tab: type, choose, press. What is typed stays
 * here at once and goes to Slack a moment later, or right before anything else is done in the view.
 */
import { act } from './api.js';
import { debounced } from './dom.js';

const PAUSE = 300;

export function viewHands(viewId, as, done) {
  const typed = new Map();
  let unsent = new Map();
  let sending = Promise.resolve();

  const send = (path, fields) => act(`view/${path}`, { as, view: viewId, ...fields });

  const flush = () => {
    const batch = unsent;
    unsent = new Map();
    sending = sending.then(async () => {
      for (const [actionId, text] of batch) {
        await done(() => send('fill', { actionId, text }));
      }
    });
    return sending;
  };
  const later = debounced(PAUSE, flush);

  const afterTyping = async (work) => {
    await flush();
    return done(work);
  };

  return {
    viewId,
    /** What was typed here, or what Slack has for a field that was not touched. */
    text: (blockId, actionId, known) => typed.get(`${blockId} ${actionId}`) ?? known ?? '',
    type(blockId, actionId, text) {
      typed.set(`${blockId} ${actionId}`, text);
      unsent.set(actionId, text);
      later.later();
    },
    choose: (actionId, value) => afterTyping(() => send('choose', { actionId, value })),
    press: (actionId, value) =>
      afterTyping(() => send('click', value === undefined ? { actionId } : { actionId, value })),
    submit: () => afterTyping(() => send('submit', {})),
    close: () => afterTyping(() => send('close', {})),
    async suggest(actionId, text) {
      const answer = await send('suggest', { actionId, text });
      return answer.choices;
    },
  };
}
