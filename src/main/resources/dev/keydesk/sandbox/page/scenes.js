/** Prepared moments of the story, each at an address of its own: `/#scene=approved`. */
import { act, read } from './api.js';
import { confirmed } from './dialogs.js';
import { byId, fillWith, h, tell } from './dom.js';
import { correct, place } from './place.js';

const plain = (text) => ({ type: 'plain_text', text });
const REALLY = {
  title: plain('Reset?'),
  text: plain('All messages, requests and secrets of this sandbox are deleted, in every window that shows it. A new one takes their place.'),
  confirm: plain('Reset'),
  deny: plain('Go back'),
  style: 'danger',
};

/**
 * @param failed is told why a scene could not be set
 * @param ready is called when another world stands there, or the old one still does
 */
export function scenes(failed, ready) {
  let setting = false;

  /** Unless they have gone elsewhere meanwhile. */
  const leave = (from, to) => {
    if (location.hash === from) {
      correct(to);
    }
  };

  const set = async (name) => {
    const from = location.hash;
    setting = true;
    document.body.dataset.busy = 'yes';
    tell(byId('busy'), 'Loading the scene…');
    try {
      const scene = await act('scene', { name });
      leave(from, { as: scene.as, room: scene.room });
      failed('');
    } catch (refused) {
      leave(from, { as: place().as, room: place().room });
      failed(refused.message);
    } finally {
      setting = false;
      delete document.body.dataset.busy;
      tell(byId('busy'), '');
      ready();
    }
  };

  /** A world that is kept does not go because somebody followed a link. */
  const want = async (name) => {
    const from = location.hash;
    setting = true;
    const { kept } = await read('desk').catch(() => ({ kept: false }));
    if (kept && !(await confirmed(REALLY, {}))) {
      leave(from, { as: place().as, room: place().room });
      setting = false;
      ready();
      return;
    }
    await set(name);
  };

  const menu = byId('scene');
  // A menu that acts by itself would do so at each press of an arrow key.
  byId('scenes').addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = menu;
    if (value) {
      menu.value = '';
      want(value);
    }
  });
  byId('reset').addEventListener('click', async () => {
    if (await confirmed(REALLY, {})) {
      set('start');
    }
  });
  read('scenes')
    .then((all) => fillWith(menu, h('option', { value: '', disabled: true, selected: true }, 'Choose a scene'), all.map((it) => h('option', { value: it.name }, it.title))))
    .catch((refused) => failed(refused.message));

  return {
    /** Whether the address asks for a scene, which is then set. */
    asked() {
      const { scene } = place();
      if (scene && !setting) {
        want(scene);
      }
      return setting;
    },
  };
}
