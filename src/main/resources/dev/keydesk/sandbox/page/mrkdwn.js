/**
 * Slack's text markup, as elements. Mentions become names, dates local time; links are shown and
 * lead nowhere, since nothing here is real.
 */
import { date } from './dates.js';
import { h } from './dom.js';

/** A text in Slack's markup, over as many lines as it has. */
export function mrkdwn(text, names, now) {
  const pieces = String(text).split(/```\n?([\s\S]*?)\n?```/);
  return pieces.flatMap((piece, at) => {
    if (at % 2 === 1) {
      return [h('pre', {}, decoded(piece.replace(/<([^<>\n]+)>/g, (_, inner) => plainEntity(inner))))];
    }
    return piece === '' ? [] : paragraphs(piece, names, now);
  });
}

/** The same on one line: no quotations and no lists. */
export function mrkdwnLine(text, names, now) {
  return inline(String(text), { names, now });
}

function paragraphs(text, names, now) {
  const context = { names, now };
  const groups = [];
  let quotingToTheEnd = false;
  for (const line of text.split('\n')) {
    const { kind, rest, toTheEnd } = quotingToTheEnd ? { kind: 'quote', rest: line } : sorted(line);
    quotingToTheEnd ||= Boolean(toTheEnd);
    const last = groups.at(-1);
    if (last && last.kind === kind) {
      last.lines.push(rest);
    } else {
      groups.push({ kind, lines: [rest] });
    }
  }
  return groups.map((group) => drawGroup(group, context));
}

function sorted(line) {
  const all = /^(?:&gt;|>){3}\s?(.*)$/.exec(line);
  if (all) {
    return { kind: 'quote', rest: all[1], toTheEnd: true };
  }
  const quote = /^(?:&gt;|>)\s?(.*)$/.exec(line);
  if (quote) {
    return { kind: 'quote', rest: quote[1] };
  }
  const item = /^\s*•\s+(.*)$/.exec(line);
  return item ? { kind: 'list', rest: item[1] } : { kind: 'text', rest: line };
}

function drawGroup({ kind, lines }, context) {
  switch (kind) {
    case 'quote':
      return h('blockquote', {}, withBreaks(lines, context));
    case 'list':
      return h('ul', {}, lines.map((line) => h('li', {}, inline(line, context))));
    default:
      return h('p', {}, withBreaks(lines, context));
  }
}

function withBreaks(lines, context) {
  return lines.flatMap((line, at) => (at === 0 ? [] : [h('br')]).concat(inline(line, context)));
}

const STYLES = { '*': 'strong', _: 'em', '~': 's' };

function inline(text, context) {
  const nodes = [];
  let plain = '';
  const flush = () => {
    if (plain) {
      nodes.push(decoded(plain));
      plain = '';
    }
  };
  for (let at = 0; at < text.length; ) {
    const found = special(text, at, context);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function special(text, at, context) {
  const sign = text[at];
  if (sign === '<') {
    const entity = /^<([^<>\n]+)>/.exec(text.slice(at));
    return entity && { node: drawEntity(entity[1], context), end: at + entity[0].length };
  }
  if (sign === '`') {
    const end = text.indexOf('`', at + 1);
    return end > at + 1 && { node: code(text.slice(at + 1, end), context), end: end + 1 };
  }
  if (STYLES[sign] && opens(text, at)) {
    const end = closing(text, at, sign);
    return end && { node: h(STYLES[sign], {}, inline(text.slice(at + 1, end), context)), end: end + 1 };
  }
  return null;
}

function code(text, context) {
  return h('code', {}, text.split(/(<[^<>\n]+>)/).map((piece) => {
    const entity = /^<([^<>\n]+)>$/.exec(piece);
    return entity ? drawEntity(entity[1], context) : decoded(piece);
  }));
}

/** Slack formats at the edges of words only, so app_names_like_this stay what they are. */
function opens(text, at) {
  return !isWord(text[at - 1]) && text[at + 1] !== undefined && !/\s/.test(text[at + 1]);
}

function closing(text, from, sign) {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '<') {
      at = skipTo(text, at, '>');
    } else if (text[at] === '`') {
      at = skipTo(text, at, '`');
    } else if (text[at] === sign && at > from + 1 && !/\s/.test(text[at - 1]) && !isWord(text[at + 1])) {
      return at;
    }
  }
  return null;
}

function skipTo(text, at, sign) {
  const end = text.indexOf(sign, at + 1);
  return end < 0 ? at : end;
}

function isWord(character) {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function drawEntity(inner, { names, now }) {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : decoded(inner.slice(bar + 1));
  if (target.startsWith('@')) {
    return mention(`@${names.people[target.slice(1)] || label || target.slice(1)}`);
  }
  if (target.startsWith('#')) {
    return mention(`#${names.channels[target.slice(1)] || label || 'private channel'}`);
  }
  if (target.startsWith('!')) {
    return command(target.slice(1), label, names, now);
  }
  return link(decoded(target), label);
}

function command(target, label, names, now) {
  const [kind, ...rest] = target.split('^');
  if (kind === 'subteam') {
    return mention(`@${names.groups[rest[0]] || label.replace(/^@/, '') || rest[0]}`);
  }
  if (kind === 'date') {
    return date(Number(rest[0]), rest[1] || '', label, now);
  }
  return mention(`@${(label || kind).replace(/^@/, '')}`);
}

export function mention(text) {
  return h('span', { class: 'mention' }, text);
}

/** Links are inert, and say where they would lead. */
export function link(target, label) {
  const text = label || target;
  return h('span', { class: 'link', title: `Would lead to ${target}` }, text);
}

function plainEntity(inner) {
  const bar = inner.indexOf('|');
  return bar < 0 ? inner : inner.slice(bar + 1);
}

/** Slack escapes these three and no others. */
function decoded(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
