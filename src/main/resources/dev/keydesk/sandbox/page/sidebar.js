/** Who this window is, and the conversations of that person with marks on what is new. */
import { byId, follow, h } from './dom.js';
import { DESK, HOME, address, place } from './place.js';

export function drawPeople(people, me, changePerson) {
  const menu = byId('person');
  follow(menu, people.map((it) => ({ key: it.id, sign: it.name, draw: () => h('option', { value: it.id }, it.name) })));
  menu.value = me?.id ?? '';
  menu.onchange = () => changePerson(people.find((it) => it.id === menu.value));
  byId('standing').textContent = me ? [me.role, me.standing].filter(Boolean).join(' · ') : '';
  const other = people.find((it) => it.id !== me?.id && it.role === 'approver') ?? people.find((it) => it.id !== me?.id);
  byId('second-window').hidden = !other;
  byId('second-window').href = other ? address({ as: other.name, room: place().room }) : '#';
}

export function drawRooms(screen, current) {
  const as = screen.me.name;
  const home = line({ id: HOME, label: 'Keydesk · Home', to: { as, room: HOME }, current: current === HOME, unread: 0 });
  const lines = [
    ...(screen.opensDesk ? [home] : []),
    ...screen.rooms.map((room) =>
      line({
        id: room.id,
        label: nameOf(room),
        to: { as, room: wayTo(room) },
        current: current === room.id,
        unread: current === room.id ? markRead(screen, room) : unread(screen, room),
      })),
  ];
  follow(byId('rooms'), lines);
}

/** What an address calls this conversation. */
export function wayTo(room) {
  if (room.desk) {
    return DESK;
  }
  return room.kind === 'dm' ? room.id : room.name;
}

/** Whether this person can type there. */
export function isWritable(room) {
  return room.joined && !room.readOnly && !room.archived;
}

export function nameOf(room) {
  switch (room.kind) {
    case 'dm':
      return room.desk ? `${room.name} (the desk)` : room.name;
    case 'private':
      return `# ${room.name} · private`;
    default:
      return `# ${room.name}`;
  }
}

function line({ id, label, to, current, unread: count }) {
  return {
    key: id,
    sign: JSON.stringify([label, to, current, count]),
    draw: () =>
      h(
        'li',
        {},
        h(
          'a',
          { href: address(to), 'aria-current': current ? 'page' : null, class: count ? 'unread' : '', 'data-focus': 'room' },
          label,
          count ? h('span', { class: 'count' }, String(count), h('span', { class: 'unseen' }, ' new')) : null,
        ),
      ),
  };
}

/** What was read is remembered for this tab, for each person and each world on its own. */
function readKey({ run, me }, room) {
  return `read ${run} ${me.id} ${room.id}`;
}

/** As in Slack, nothing is unread where somebody only looks in. */
function unread(screen, room) {
  if (!room.joined) {
    return 0;
  }
  const read = sessionStorage.getItem(readKey(screen, room)) ?? '';
  return room.messages.filter((message) => message.ts > read && message.author !== screen.me.id).length;
}

function markRead(screen, room) {
  const last = room.messages.at(-1);
  if (last) {
    sessionStorage.setItem(readKey(screen, room), last.ts);
  }
  return 0;
}

export function drawShortcuts(screen, use) {
  follow(byId('shortcuts'), screen.shortcuts.map((shortcut) => ({
    key: shortcut.callbackId,
    sign: `${screen.me.id} ${shortcut.name}`,
    draw: () => h('button', { type: 'button', on: { click: () => use(shortcut) } }, shortcut.name),
  })));
}
