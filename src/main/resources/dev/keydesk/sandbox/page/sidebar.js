/** Who this window is, and the conversations of that person with marks on what is new. */
import { byId, follow, h } from './dom.js';
import { HOME, address } from './place.js';

export function drawPeople(people, me, changePerson) {
  const menu = byId('person');
  follow(menu, people.map((it) => ({ key: it.id, sign: it.name, draw: () => h('option', { value: it.id }, it.name) })));
  menu.value = me?.id ?? '';
  menu.onchange = () => changePerson(people.find((it) => it.id === menu.value));
  byId('standing').textContent = me?.standing ?? '';
}

export function drawRooms(screen, current) {
  const as = screen.me.name;
  const lines = [
    line({ id: HOME, label: 'Keydesk · Home', to: { as, room: HOME }, current: current === HOME, unread: 0 }),
    ...screen.rooms.map((room) =>
      line({
        id: room.id,
        label: nameOf(room),
        to: { as, room: room.kind === 'dm' ? room.id : room.name },
        current: current === room.id,
        unread: current === room.id ? markRead(screen.me, room) : unread(screen.me, room),
      })),
  ];
  follow(byId('rooms'), lines);
}

export function nameOf(room) {
  switch (room.kind) {
    case 'dm':
      return room.desk ? `${room.name} (the desk)` : room.name;
    case 'private':
      return `🔒 ${room.name}`;
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

/** What was read is remembered for this tab, for each person on their own. */
function readKey(me, room) {
  return `read ${me.id} ${room.id}`;
}

function unread(me, room) {
  const read = sessionStorage.getItem(readKey(me, room)) ?? '';
  return room.messages.filter((message) => message.ts > read && message.author !== me.id).length;
}

function markRead(me, room) {
  const last = room.messages.at(-1);
  if (last) {
    sessionStorage.setItem(readKey(me, room), last.ts);
  }
  return 0;
}

export function drawShortcuts(screen, use) {
  follow(byId('shortcuts'), screen.shortcuts.map((shortcut) => ({
    key: shortcut.callbackId,
    sign: `${screen.me.id} ${shortcut.name}`,
    draw: () => h('button', { type: 'button', on: { click: () => use(shortcut) } }, `⚡ ${shortcut.name}`),
  })));
}
