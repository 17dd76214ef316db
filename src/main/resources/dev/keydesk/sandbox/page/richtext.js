/** Slack's rich text: sections, lists, quotations, and preformatted text that can be copied. */
import { h } from './dom.js';
import { link, mention } from './mrkdwn.js';

export function richText(block, context) {
  return block.elements.map((element) => part(element, context));
}

function part(element, context) {
  const pieces = () => element.elements.map((piece) => run(piece, context));
  switch (element.type) {
    case 'rich_text_section':
      return h('p', {}, pieces());
    case 'rich_text_quote':
      return h('blockquote', {}, pieces());
    case 'rich_text_preformatted':
      return preformatted(element.elements.map(plainText).join(''));
    case 'rich_text_list': {
      const items = element.elements.map((item) => h('li', {}, part(item, context)));
      return h(element.style === 'ordered' ? 'ol' : 'ul', {}, items);
    }
    default:
      return context.unknown(element);
  }
}

function preformatted(text) {
  const said = h('span', { class: 'small', role: 'status' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = 'Copied';
    } catch {
      said.textContent = 'The browser did not allow it; select the text instead.';
    }
  };
  const button = h('button', { type: 'button', 'data-focus': 'copy', on: { click: copy } }, 'Copy');
  return h('div', { class: 'copyable' }, h('pre', { tabindex: '0' }, text), button, said);
}

function plainText(piece) {
  return piece.text ?? piece.url ?? '';
}

function run(piece, context) {
  const { names } = context;
  switch (piece.type) {
    case 'text':
      return styled(piece.text, piece.style || {});
    case 'link':
      return link(piece.url, piece.text);
    case 'user':
      return mention(`@${names.people[piece.user_id] || piece.user_id}`);
    case 'channel':
      return mention(`#${names.channels[piece.channel_id] || 'private channel'}`);
    case 'usergroup':
      return mention(`@${names.groups[piece.usergroup_id] || piece.usergroup_id}`);
    case 'broadcast':
      return mention(`@${piece.range}`);
    case 'emoji':
      return `:${piece.name}:`;
    default:
      return context.unknown(piece);
  }
}

const TAGS = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

function styled(text, style) {
  return Object.keys(TAGS)
    .filter((name) => style[name])
    .reduce((inner, name) => h(TAGS[name], {}, inner), h('span', { class: 'lines' }, text));
}
