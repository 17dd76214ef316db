/** A field with suggestions from the bot, for the keyboard, the mouse and a screen reader alike. */
import { debounced, freshId, h } from './dom.js';

const PAUSE = 250;

/**
 * @param attributes of the input
 * @param chosen the text of what is chosen already
 * @param least how many characters Slack wants before it asks the bot
 */
export function combobox({ attributes, chosen, least, suggest, choose }) {
  const listId = freshId('suggestions');
  const list = h('ul', { id: listId, role: 'listbox', 'aria-label': 'Suggestions', class: 'suggestions', hidden: true });
  const status = h('span', { role: 'status', class: 'unseen' });
  const input = h('input', {
    ...attributes,
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    value: chosen,
  });
  let options = [];
  let active = -1;
  let asked = 0;

  const close = () => {
    asked += 1;
    options = [];
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };

  const open = (lines, said) => {
    list.replaceChildren(...lines);
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    status.textContent = said;
    mark(-1);
  };

  const note = (text) => {
    options = [];
    open([h('li', { class: 'small', role: 'presentation' }, text)], text);
  };

  const mark = (at) => {
    active = at;
    options.forEach(({ line }, index) => line.setAttribute('aria-selected', String(index === at)));
    if (at >= 0) {
      input.setAttribute('aria-activedescendant', options[at].line.id);
      options[at].line.scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };

  const take = async (choice) => {
    chosen = choice.text;
    input.value = chosen;
    leave();
    await choose(choice.value);
  };

  const line = (choice) =>
    h(
      'li',
      {
        id: freshId('option'),
        role: 'option',
        'aria-selected': 'false',
        // The field keeps the focus, or its blur would close the list before the click.
        on: { mousedown: (event) => event.preventDefault(), click: () => take(choice) },
      },
      h('span', {}, choice.text),
      choice.description ? h('span', { class: 'small' }, choice.description) : null,
      choice.group ? h('span', { class: 'small' }, choice.group) : null,
    );

  const show = (choices) => {
    if (choices.length === 0) {
      note('Nothing fits.');
      return;
    }
    options = choices.map((choice) => ({ choice, line: line(choice) }));
    open(options.map((it) => it.line), `${choices.length} suggestions`);
  };

  const asking = debounced(PAUSE, async (typed) => {
    if (typed.length < least) {
      note(`Type at least ${least} characters.`);
      return;
    }
    asked += 1;
    const mine = asked;
    try {
      const choices = await suggest(typed);
      if (mine === asked) {
        show(choices);
      }
    } catch (refused) {
      note(refused.message);
    }
  });

  /** Suggestions that are on their way come too late. */
  const leave = () => {
    asking.cancel();
    asked += 1;
    close();
  };

  /** Whatever is chosen already is no search: opening the list shows everything. */
  const begin = () => {
    asking.later(input.value === chosen ? '' : input.value);
    return asking.now();
  };

  const move = (step) => {
    if (list.hidden) {
      begin();
    } else if (options.length > 0) {
      mark((active + step + options.length) % options.length);
    }
  };

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(active < 0 ? 0 : -1),
    Enter: () => {
      if (active >= 0) {
        take(options[active].choice);
      }
    },
    Escape: () => {
      if (list.hidden) {
        return false;
      }
      leave();
      input.value = chosen;
      return true;
    },
  };

  input.addEventListener('keydown', (event) => {
    const key = keys[event.key];
    if (key && key() !== false) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  input.addEventListener('input', () => asking.later(input.value));
  input.addEventListener('click', () => {
    if (list.hidden) {
      begin();
    }
  });
  input.addEventListener('blur', () => {
    leave();
    input.value = chosen;
  });
  return { input, whole: h('div', { class: 'combobox' }, input, list, status) };
}
