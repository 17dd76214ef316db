/** The Home tab of the desk, as the bot published it for this person. */
import { drawBlocks } from './blocks.js';
import { byId, follow, h } from './dom.js';
import { viewHands } from './views.js';

export function homeTab(done) {
  let hands = null;
  return (screen, context) => {
    const home = screen.home;
    byId('room-note').textContent = home ? '' : 'The desk has not published this tab yet.';
    if (home && hands?.viewId !== home.id) {
      hands = viewHands(home.id, screen.me.id, done);
    }
    const within = home && {
      ...context,
      readOnly: false,
      press: (part, value) => hands.press(part.action_id, value),
      view: { hands, state: home.state.values, errors: {} },
    };
    follow(byId('home'), (home ? home.blocks : []).map((block) => ({
      key: block.block_id,
      sign: JSON.stringify([block, context.day]),
      draw: () => h('div', {}, drawBlocks([block], within)),
    })));
  };
}
