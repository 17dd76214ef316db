/** Where people write: messages, and slash commands with their hints. */
import { byId, follow, h } from './dom.js';

export function composer({ say, command }) {
  const draft = byId('draft');
  const hints = byId('hints');
  let commands = [];

  const drawHints = () => {
    const word = draft.value.split(/\s/)[0];
    const asks = draft.value.startsWith('/');
    const fitting = asks ? commands.filter((it) => it.command.startsWith(word) || word.startsWith(it.command)) : [];
    hints.hidden = fitting.length === 0;
    follow(hints, fitting.map((it) => ({ key: it.command, sign: it.hint, draw: () => hint(it) })));
  };

  const hint = (it) => {
    const complete = () => {
      draft.value = `${it.command} `;
      draft.focus();
      drawHints();
    };
    return h('li', {}, h('button', { type: 'button', class: 'plain', on: { click: complete } }, h('strong', {}, it.command), ` ${it.hint}`));
  };

  const send = async () => {
    const text = draft.value.trim();
    if (!text) {
      return;
    }
    draft.value = '';
    drawHints();
    const [word, ...rest] = text.split(/\s+/);
    const went = text.startsWith('/') ? await command(word, rest.join(' ')) : await say(text);
    if (!went && !draft.value) {
      draft.value = text;
    }
  };

  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  draft.addEventListener('input', drawHints);
  draft.addEventListener('keydown', (event) => {
    const started = commands.filter((it) => it.command.startsWith(draft.value));
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'Tab' && !event.shiftKey && draft.value.startsWith('/') && started.length === 1) {
      event.preventDefault();
      draft.value = `${started[0].command} `;
      drawHints();
    }
  });

  return (screen, room) => {
    commands = screen.commands;
    const name = room.kind === 'dm' ? room.name : `#${room.name}`;
    byId('draft-label').textContent = `Message ${name} as ${screen.me.name}`;
    byId('composer').hidden = !room.joined;
  };
}
