/**
 * Draws Slack's blocks. The context says how ids are called and what the time is, and takes the
 * clicks: {names, now, press(element, value)}. What this page does not know is shown as it came,
 * never left out.
 */
import { h } from './dom.js';
import { confirmed, follow, onThisComputer } from './dialogs.js';
import { drawField } from './fields.js';
import { popupMenu } from './menu.js';
import { mrkdwn } from './mrkdwn.js';
import { richText } from './richtext.js';

export function drawBlocks(blocks, context) {
  const known = { ...context, unknown };
  return blocks.map((block) => drawOrShow(block, known));
}

/** One malformed block must not take the rest of the screen away. */
function drawOrShow(block, context) {
  try {
    return drawBlock(block, context);
  } catch (malformed) {
    console.warn('a block could not be drawn', malformed);
    return unknown(block);
  }
}

function drawBlock(block, context) {
  switch (block.type) {
    case 'section':
      return section(block, context);
    case 'header':
      return h('h3', { class: 'block-header' }, block.text.text);
    case 'context':
      return h('div', { class: 'block-context small' }, block.elements.map((it) => small(it, context)));
    case 'divider':
      return h('hr');
    case 'actions':
      return h('div', { class: 'buttons' }, block.elements.map((it) => element(it, block, context)));
    case 'rich_text':
      return h('div', { class: 'block-rich' }, richText(block, context));
    case 'image':
      return picture(block);
    case 'input':
      return context.view ? drawField(block, context) : unknown(block);
    default:
      return unknown(block);
  }
}

function section(block, context) {
  return h(
    'div',
    { class: 'block-section' },
    h(
      'div',
      { class: 'grow' },
      block.text ? text(block.text, context) : null,
      block.fields ? h('div', { class: 'block-fields' }, block.fields.map((it) => h('div', {}, text(it, context)))) : null,
    ),
    block.accessory ? h('div', { class: 'accessory' }, element(block.accessory, block, context)) : null,
  );
}

function text(object, context) {
  return object.type === 'mrkdwn'
    ? mrkdwn(object.text, context.names, context.now)
    : h('p', { class: 'lines' }, object.text);
}

function small(part, context) {
  switch (part.type) {
    case 'mrkdwn':
      return h('div', {}, mrkdwn(part.text, context.names, context.now));
    case 'plain_text':
      return h('span', { class: 'lines' }, part.text);
    case 'image':
      return picture(part);
    default:
      return unknown(part);
  }
}

/** As the simulated Slack has fetched it; this page itself goes to no other computer. */
function picture(block) {
  if (!block.image_url) {
    return unknown(block);
  }
  if (!onThisComputer(block.image_url)) {
    return h('figure', { class: 'picture' }, `Picture: ${block.alt_text}`, h('figcaption', { class: 'small' }, block.image_url));
  }
  return h('img', { class: 'drawn-picture', src: `/picture?at=${encodeURIComponent(block.image_url)}`, alt: block.alt_text });
}

function element(part, block, context) {
  switch (part.type) {
    case 'button':
      return isLink(part, context) ? link(part, block, context) : button(part, block, context);
    case 'overflow':
      return overflow(part, block, context);
    case 'image':
      return picture(part);
    default:
      return context.view ? drawField({ ...block, element: part, label: { text: part.action_id } }, context) : unknown(part);
  }
}

/** What asks a question first, or leads elsewhere, needs more than a link. */
function isLink(part, context) {
  return part.url && !part.confirm && !context.readOnly && onThisComputer(part.url);
}

/** A real link, so that a browser can do with it all it knows; the click is told as with any button. */
function link(part, block, context) {
  return h(
    'a',
    {
      href: part.url,
      target: '_blank',
      rel: 'noopener noreferrer',
      class: `button ${part.style || ''}`,
      'aria-label': part.accessibility_label,
      title: part.accessibility_label || 'Opens in a new tab',
      'data-focus': focusOf(part, block),
      on: { click: () => context.press(part, part.value) },
    },
    part.text.text,
  );
}

function focusOf(part, block) {
  return `${block.block_id} ${part.action_id} ${part.value ?? ''}`;
}

function button(part, block, context) {
  const made = h(
    'button',
    {
      type: 'button',
      class: part.style || '',
      'aria-label': part.accessibility_label,
      title: part.accessibility_label,
      'data-focus': focusOf(part, block),
      disabled: Boolean(context.readOnly),
      on: { click: () => pressed(made, part, part, context) },
    },
    part.text.text,
  );
  return made;
}

/**
 * @param made what shows that the click is on its way
 * @param choice holds the value, and perhaps an address to open: the part itself, or one of its lines
 */
async function pressed(made, part, choice, context) {
  if (made.hasAttribute('aria-busy')) {
    return;
  }
  if (part.confirm && !(await confirmed(part.confirm, context))) {
    return;
  }
  if (choice.url) {
    follow(choice.url);
  }
  await busy(made, () => context.press(part, choice.value));
}

/** Marked rather than disabled: a disabled button would lose the focus. */
async function busy(made, work) {
  made.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    made.removeAttribute('aria-busy');
  }
}

function overflow(part, block, context) {
  return popupMenu(part.options, focusOf(part, block), Boolean(context.readOnly), (option, opener) =>
    pressed(opener, part, option, context));
}

/** Something Slack may know and this page does not: shown as it is. */
export function unknown(part) {
  return h(
    'details',
    { class: 'unknown' },
    h('summary', {}, `Not drawn here: ${part.type || 'something without a type'}`),
    h('pre', {}, JSON.stringify(part, null, 2)),
  );
}
