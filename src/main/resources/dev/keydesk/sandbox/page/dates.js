/** Dates and times as this page writes them: in the reader's own time zone. */
import { h } from './dom.js';

/** A way to write dates takes long to set up, so each is set up once. */
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

const CLOCK = written('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const AGO = new Intl.RelativeTimeFormat('en-GB');

/** A moment in the reader's own time zone; {..._pretty} says today and tomorrow where it can. */
export function date(seconds, format, fallback, now) {
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

/** When a message was written. */
export function clockOf(ts) {
  return CLOCK(new Date(Number(ts) * 1000));
}
