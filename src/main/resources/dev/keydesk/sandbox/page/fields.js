/**
 * Draws what a person can fill in. The context carries the view: {view: {hands, state, errors}},
 * where `state` is what Slack has of each field and `hands` does what the person does.
 */
import { combobox } from './combobox.js';
import { freshId, h } from './dom.js';

export function drawField(block, context) {
  const element = block.element;
  const kind = KINDS[element.type];
  return kind ? kind(field(block, context)) : context.unknown(block);
}

function field(block, context) {
  const { view } = context;
  const element = block.element;
  const id = freshId('field');
  const error = view.errors[block.block_id];
  const notes = [
    block.hint ? h('p', { id: `${id}-hint`, class: 'small lines' }, block.hint.text) : null,
    error ? h('p', { id: `${id}-error`, class: 'error' }, error) : null,
  ].filter(Boolean);
  return {
    block,
    element,
    context,
    hands: view.hands,
    entry: view.state?.[block.block_id]?.[element.action_id] ?? {},
    id,
    notes,
    attributes: {
      id,
      'data-focus': `${block.block_id} ${element.action_id}`,
      'aria-describedby': notes.map((note) => note.id).join(' ') || null,
      'aria-invalid': error ? 'true' : null,
      'aria-required': block.optional || block.type !== 'input' ? null : 'true',
      placeholder: element.placeholder?.text,
    },
  };
}

function labelled(it, control, extra) {
  return h('div', { class: 'field' }, h('label', { for: it.id }, label(it)), control, it.notes, extra);
}

function label({ block }) {
  return block.optional ? `${block.label.text} (optional)` : block.label.text;
}

function text(it, type) {
  const { block, element, hands, entry } = it;
  const value = hands.text(block.block_id, element.action_id, entry.value);
  const count = h('span', { class: 'small count' });
  const counted = (length) => {
    const left = element.max_length - length;
    count.textContent = element.max_length && left < 100 ? `${left} characters left` : '';
  };
  const input = h(element.multiline ? 'textarea' : 'input', {
    ...it.attributes,
    ...(element.multiline ? { rows: 4 } : { type }),
    autocomplete: 'off',
    value,
    on: {
      input: () => {
        hands.type(block.block_id, element.action_id, input.value);
        counted(input.value.length);
      },
    },
  });
  counted(value.length);
  return labelled(it, input, count);
}

function external(it) {
  const { element, hands, entry } = it;
  const box = combobox({
    attributes: it.attributes,
    chosen: entry.selected_option?.text.text ?? '',
    least: element.min_query_length ?? 3,
    suggest: (typed) => hands.suggest(element.action_id, typed),
    choose: (value) => hands.choose(element.action_id, value),
  });
  return labelled(it, box.whole);
}

function select(it, groups, value) {
  const { element, hands } = it;
  const { placeholder, ...attributes } = it.attributes;
  const options = groups.map((group) => {
    const lines = group.options.map((option) =>
      h('option', { value: option.value, selected: option.value === value }, option.text));
    return group.label ? h('optgroup', { label: group.label }, lines) : lines;
  });
  const none = value ? null : h('option', { value: '', selected: true, disabled: true }, placeholder || 'Choose');
  const menu = h(
    'select',
    { ...attributes, on: { change: () => hands.choose(element.action_id, menu.value) } },
    none,
    options,
  );
  return labelled(it, menu);
}

function optionsOf(element) {
  const plain = (option) => ({
    value: option.value,
    text: option.text.text,
    description: option.description?.text,
  });
  return element.option_groups
    ? element.option_groups.map((group) => ({ label: group.label.text, options: group.options.map(plain) }))
    : [{ options: element.options.map(plain) }];
}

function named(names, prefix) {
  return [{ options: Object.entries(names).map(([value, name]) => ({ value, text: prefix + name })) }];
}

function ticks(it, groups, chosen, type) {
  const { element, hands } = it;
  const name = freshId('ticks');
  const lines = groups.flatMap((group) => group.options).map((option) => {
    const tick = h('input', {
      type,
      name,
      value: option.value,
      checked: chosen.includes(option.value),
      'data-focus': `${it.block.block_id} ${element.action_id} ${option.value}`,
      on: { change: () => hands.choose(element.action_id, option.value) },
    });
    return h('label', { class: 'tick' }, tick, option.text, option.description ? h('span', { class: 'small' }, option.description) : null);
  });
  const { 'aria-describedby': described } = it.attributes;
  return h('fieldset', { class: 'field', 'aria-describedby': described }, h('legend', {}, label(it)), lines, it.notes);
}

function moment(it, type, value) {
  const { element, hands } = it;
  const input = h('input', {
    ...it.attributes,
    type,
    value: value ?? '',
    on: { change: () => input.value && hands.choose(element.action_id, input.value) },
  });
  return labelled(it, input);
}

const values = (options) => (options ?? []).map((option) => option.value);

/** As Slack names the kinds, and the part of its entry that holds the value. */
const KINDS = {
  plain_text_input: (it) => text(it, 'text'),
  email_text_input: (it) => text(it, 'email'),
  url_text_input: (it) => text(it, 'url'),
  number_input: (it) => text(it, 'text'),
  external_select: external,
  static_select: (it) => select(it, optionsOf(it.element), it.entry.selected_option?.value),
  users_select: (it) => select(it, named(it.context.names.people, ''), it.entry.selected_user),
  channels_select: (it) => select(it, named(it.context.names.channels, '#'), it.entry.selected_channel),
  conversations_select: (it) =>
    select(it, named(it.context.names.channels, '#'), it.entry.selected_conversation),
  radio_buttons: (it) =>
    ticks(it, optionsOf(it.element), values(it.entry.selected_option && [it.entry.selected_option]), 'radio'),
  checkboxes: (it) => ticks(it, optionsOf(it.element), values(it.entry.selected_options), 'checkbox'),
  multi_static_select: (it) => ticks(it, optionsOf(it.element), values(it.entry.selected_options), 'checkbox'),
  multi_users_select: (it) =>
    ticks(it, named(it.context.names.people, ''), it.entry.selected_users ?? [], 'checkbox'),
  multi_channels_select: (it) =>
    ticks(it, named(it.context.names.channels, '#'), it.entry.selected_channels ?? [], 'checkbox'),
  datepicker: (it) => moment(it, 'date', it.entry.selected_date),
  timepicker: (it) => moment(it, 'time', it.entry.selected_time),
};
