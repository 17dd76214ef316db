/** Where people write: messages, and slash commands with their hints. */
import { byId, fillWith, follow, h } from './dom.js';
import { address } from './place.js';
import { isWritable, wayTo } from './sidebar.js';

export function composer({ say, command }) {
  const draft = byId('draft');
  const hints = byId('hints');
  let commands = [];
  let where = '';
  let thread = null;

  const drawHints = () => {
    const word = draft.value.split(/\s/)[0];
    const asks = draft.value.startsWith('/');
    const fitting = asks ? commands.filter((it) => it.command.startsWith(word) || word.startsWith(it.command)) : [];
    hints.hidden = fitting.length === 0;
    byId('hints-said').textContent = fitting.map((it) => `${it.command} ${it.hint}`).join(', ');
    follow(hints, fitting.map((it) => ({ key: it.command, sign: it.hint, draw: () => hint(it) })));
  };

  const type = (text) => {
    draft.value = text;
    draft.focus();
    drawHints();
  };

  const hint = (it) =>
    h('li', {}, h('button', { type: 'button', class: 'plain', on: { click: () => type(`${it.command} `) } }, h('strong', {}, it.command), ` ${it.hint}`, it.description ? h('span', { class: 'small' }, ` · ${it.description}`) : null));

  const label = () => {
    byId('draft-label').textContent = thread ? `Reply to ${thread.author} in ${where}` : `Message ${where}`;
    byId('leave-thread').hidden = !thread;
  };

  const leaveThread = () => {
    thread = null;
    label();
  };
  byId('leave-thread').addEventListener('click', () => {
    leaveThread();
    draft.focus();
  });

  const send = async () => {
    const text = draft.value.trim();
    if (!text) {
      return;
    }
    draft.value = '';
    drawHints();
    const [word, ...rest] = text.split(/\s+/);
    draft.setAttribute('aria-busy', 'true');
    const went = text.startsWith('/') ? await command(word, rest.join(' '), thread !== null) : await say(text, thread?.ts);
    draft.removeAttribute('aria-busy');
    if (!went && !draft.value) {
      draft.value = text;
    } else if (went) {
      leaveThread();
    }
  };

  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  draft.addEventListener('input', drawHints);
  draft.addEventListener('keydown', (event) => {
    const started = commands.filter((it) => it.command.startsWith(draft.value));
    // A command that is only begun is completed, and sent with the next press, as in Slack.
    const begun = draft.value.length > 1 && started.length === 1 && draft.value !== started[0].command;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (begun) {
        type(`${started[0].command} `);
      } else {
        send();
      }
    } else if (event.key === 'Tab' && !event.shiftKey && draft.value.startsWith('/') && started.length === 1) {
      event.preventDefault();
      type(`${started[0].command} `);
    } else if (event.key === 'ArrowDown' && !hints.hidden) {
      event.preventDefault();
      hints.querySelector('button').focus();
    }
  });
  hints.addEventListener('keydown', (event) => walk(event, hints, draft));

  return {
    type,
    reply(ts, author) {
      thread = { ts, author };
      label();
      draft.focus();
    },
    show(screen, room) {
      commands = screen.commands;
      const name = room.kind === 'dm' ? room.name : `#${room.name}`;
      const here = `${name} as ${screen.me.name}`;
      // Whoever goes somewhere else has left the thread.
      thread = where === here ? thread : null;
      where = here;
      label();
      byId('composer').hidden = !isWritable(room);
      sayWhyNot(screen, room);
    },
  };
}

/** As Slack does in the conversation with an app whose messages are turned off. */
function sayWhyNot(screen, room) {
  const elsewhere = screen.rooms.find((it) => isWritable(it) && it.kind !== 'dm');
  const note = byId('no-composer');
  note.hidden = !room.readOnly;
  fillWith(
    note,
    'As in the real Slack, you cannot write to Keydesk here. Its commands work in any channel that you are in',
    elsewhere ? [', such as ', h('a', { href: address({ as: screen.me.name, room: wayTo(elsewhere) }) }, `#${elsewhere.name}`)] : null,
    '.',
  );
}

/** Arrow keys lead from line to line, and above the first one back to the text. */
function walk(event, hints, draft) {
  const lines = [...hints.querySelectorAll('button')];
  const at = lines.indexOf(document.activeElement);
  const to = { ArrowDown: Math.min(at + 1, lines.length - 1), ArrowUp: at - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    (lines[to] ?? draft).focus();
  } else if (event.key === 'Escape') {
    draft.focus();
  }
}
