/** One conversation: its messages with their threads, and what only this person sees. */
import { drawBlocks } from './blocks.js';
import { clockOf } from './dates.js';
import { byId, follow, h } from './dom.js';
import { mrkdwn } from './mrkdwn.js';
import { isWritable } from './sidebar.js';

/** Dismissed in this window only, as in the real Slack. */
const dismissed = new Set();
const NEAR_THE_END = 60;
let shown = '';

/** Whether the newest message is in sight, so that the next one should be too. */
export function atTheEnd() {
  const messages = byId('messages');
  return messages.scrollHeight - messages.scrollTop - messages.clientHeight < NEAR_THE_END;
}

export function toTheEnd() {
  const messages = byId('messages');
  messages.scrollTop = messages.scrollHeight;
}

/** Another world has other messages under the same names. */
export function forgetDismissed() {
  dismissed.clear();
}

/**
 * Says whether another conversation than before is shown now.
 *
 * @param asks whether this person has the desk's commands
 */
export function drawConversation(room, context, { asks, click, redraw, reply }) {
  const messages = byId('messages');
  byId('room-note').textContent = noteOn(room);
  const visible = room.messages.filter((message) => !dismissed.has(key(room, message)));
  const threads = Map.groupBy(visible.filter((it) => isReply(it, visible)), (it) => it.thread);
  const roots = visible.filter((it) => !isReply(it, visible));
  follow(messages, roots.map((root) => {
    const replies = threads.get(root.ts) ?? [];
    return {
      key: key(room, root),
      sign: JSON.stringify([root, replies, room.joined, room.archived, context.day]),
      draw: () => thread(root, replies, room, context, { click, redraw, reply }),
    };
  }));
  messages.dataset.empty = asks && isWritable(room)
    ? 'No messages yet. Type /new-client-secret below to request a client secret.'
    : 'No messages yet.';
  const isAnother = shown !== room.id;
  shown = room.id;
  return isAnother;
}

function key(room, message) {
  return `${room.id} ${message.ts}`;
}

/** A reply whose message is not visible stands on its own. */
function isReply(message, visible) {
  return message.thread && message.thread !== message.ts && visible.some((it) => it.ts === message.thread);
}

function noteOn(room) {
  const notes = [
    room.joined ? '' : 'You are not in this channel: you can read it, but you cannot write or click.',
    room.shared ? 'Another company can read this channel.' : '',
    room.archived ? 'This channel is archived.' : '',
  ];
  return notes.filter(Boolean).join(' ');
}

function thread(root, replies, room, context, doing) {
  const under = replies.map((it) => message(it, room, context, { ...doing, reply: null }));
  return h(
    'div',
    { class: 'thread' },
    message(root, room, context, doing),
    under.length === 0 ? null : h('div', { class: 'replies', role: 'group', 'aria-label': 'Replies' }, under),
  );
}

function message(note, room, context, { click, redraw, reply }) {
  const within = {
    ...context,
    readOnly: !room.joined,
    press: (part, value) => click(room.id, note.ts, part.action_id, value),
  };
  const author = context.names.people[note.author] ?? note.author;
  return h(
    'article',
    { class: note.ephemeral ? 'message ephemeral' : 'message', 'aria-label': `${author}, ${clockOf(note.ts)}` },
    h('span', { class: 'avatar', 'aria-hidden': 'true', 'data-tint': tint(note.author) }, author.slice(0, 1).toUpperCase()),
    h(
      'div',
      { class: 'said' },
      note.ephemeral ? privately(note, room, redraw) : null,
      h(
        'div',
        { class: 'message-head' },
        h('strong', {}, author),
        h('span', { class: 'small' }, clockOf(note.ts), note.edited ? ' (edited)' : ''),
        reply && isWritable(room) && !note.ephemeral ? replyButton(note, author, reply) : null,
      ),
      h('div', { class: 'blocks' }, content(note, within)),
      note.files.map(file),
    ),
  );
}

function replyButton(note, author, reply) {
  const label = `Reply to ${author}, ${clockOf(note.ts)}`;
  return h('button', { type: 'button', class: 'plain reply', 'aria-label': label, 'data-focus': 'reply', on: { click: () => reply(note.ts, author) } }, 'Reply');
}

function content(note, context) {
  return note.blocks.length > 0 ? drawBlocks(note.blocks, context) : mrkdwn(note.text, context.names, context.now);
}

/** Files here are texts, so they can be read on the spot. */
function file(shared) {
  return h(
    'details',
    { class: 'shared-file' },
    h('summary', {}, `File: ${shared.title} (${shared.name})`),
    h('pre', {}, shared.text),
  );
}

function privately(note, room, redraw) {
  const dismiss = () => {
    dismissed.add(key(room, note));
    redraw();
    byId('messages').focus();
  };
  return h(
    'div',
    { class: 'small only-you' },
    'Only visible to you',
    h('button', { type: 'button', class: 'plain', 'data-focus': 'dismiss', on: { click: dismiss } }, 'Dismiss'),
  );
}

function tint(id) {
  return [...id].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6;
}
