/**
 * Draws the states of the page. Their words stand in the templates of pick-up.html; what the desk
 * answers only ever goes in as text, so it can never become markup of this page.
 */
const ASKING_BUTTONS = '#pick-up, #look-again, #have-it, #not-received';

const main = document.querySelector('main');
const said = document.getElementById('said');

export function find(selector) {
  return main.querySelector(selector);
}

export function findAll(selector) {
  return [...main.querySelectorAll(selector)];
}

/** Shows a state from its template; the heading takes the focus, so that a screen reader reads on. */
export function draw(state, facts = {}, view = state) {
  stopCounting();
  main.replaceChildren(copyOf(view, facts));
  const heading = find('h1');
  name(state, heading.textContent);
  heading.focus();
}

/** Adds another template below what is shown. */
export function add(view) {
  main.append(copyOf(view));
}

/** A copy of a template with its slots filled. */
export function copyOf(view, facts = {}) {
  const copy = document.querySelector(`template[data-view='${view}']`).content.cloneNode(true);
  fill(copy, facts);
  return copy;
}

/** The state's name is for the tests, its title for the person's list of tabs. */
export function name(state, title) {
  main.dataset.state = state;
  document.title = title;
}

export function fill(part, facts) {
  part.querySelectorAll('[data-fill]').forEach((slot) => {
    slot.textContent = facts[slot.dataset.fill] ?? '';
  });
}

/** Says what is being done, and switches off what must not be pressed twice. */
export function busy(words) {
  const status = find('#status');
  // A button that is switched off would drop the focus to nowhere.
  if (document.activeElement?.matches(ASKING_BUTTONS)) {
    status.focus();
  }
  findAll(ASKING_BUTTONS).forEach((button) => (button.disabled = true));
  findAll('#code').forEach((field) => (field.readOnly = true));
  findAll('[data-notice]').forEach((notice) => (notice.hidden = true));
  status.textContent = words;
}

export function free() {
  find('#status').textContent = '';
  findAll(ASKING_BUTTONS).forEach((button) => (button.disabled = false));
}

/** Says something to those who listen to the page. The same words twice are read twice. */
export function say(text) {
  said.textContent = said.textContent === text ? `${text}\u00a0` : text;
}

const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** A moment in the person's own zone, named beside it; what is no moment stays as it came. */
export function moment(instant) {
  return Number.isNaN(Date.parse(instant)) ? instant : MOMENT.format(new Date(instant));
}

/** "1 minute 5 seconds". */
export function inWords(seconds) {
  return [[Math.floor(seconds / 60), 'minute'], [seconds % 60, 'second']]
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ');
}

let timer = 0;

/**
 * Counts down by the wall clock, which goes on while the computer sleeps; one that is put back ends
 * the wait. Only one counts at a time.
 */
export function countDown(seconds, tick, done) {
  const end = Date.now() + seconds * 1000;
  const step = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left > 0 && left <= seconds) {
      timer = setTimeout(step, 1000);
      tick(left);
    } else {
      done();
    }
  };
  stopCounting();
  step();
}

export function stopCounting() {
  clearTimeout(timer);
}
