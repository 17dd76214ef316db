/**
 * Slack's text markup, as elements. Mentions become names, dates local time; links are shown and
 * lead nowhere, since nothing here is real.
 */
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

/** In the reader's own time zone. A way to write dates takes long to set up, so each is set up once. */
const written = (locale, options) => {
  const format = new Intl.DateTimeFormat(locale, options);
  return (at) => format.format(at);
};

const DATES = {
  // Sweden writes 2026-11-27.
  date_num: written('sv-SE'),
  date_slash: written('en-GB'),
  date: written('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }),
  date_short: written('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }),
  date_long: written('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  time: written('en-GB', { hour: '2-digit', minute: '2-digit' }),
  time_secs: written('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
};

const AGO = new Intl.RelativeTimeFormat('en-GB');

/** A moment in the reader's own time zone; {..._pretty} says today and tomorrow where it can. */
function date(seconds, format, fallback, now) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) {
    return fallback;
  }
  const text = format.replace(/\{([a-z_]+)\}/g, (whole, token) => {
    if (token === 'ago') {
      return ago(at, now);
    }
    const pretty = token.endsWith('_pretty');
    const draw = DATES[pretty ? token.slice(0, -'_pretty'.length) : token];
    return draw ? (pretty && nearby(at, now)) || draw(at) : whole;
  });
  return h('time', { datetime: at.toISOString(), title: fallback }, text);
}

const SPANS = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** How long ago it was, or when it will be, in the largest unit that fits. */
function ago(at, now) {
  const away = at - now;
  const [unit, length] = SPANS.find((it) => Math.abs(away) >= it[1]) ?? SPANS.at(-1);
  return AGO.format(Math.trunc(away / length), unit);
}

function nearby(at, now) {
  const midnight = (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate());
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
}

/** A moment as this page writes it everywhere else. */
export function moment(iso) {
  const at = new Date(iso);
  return h('time', { datetime: at.toISOString() }, `${DATES.date_short(at)}, ${DATES.time(at)}`);
}
