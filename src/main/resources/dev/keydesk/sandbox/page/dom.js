/**
 * Making and mending elements. Text only ever goes in as text nodes and attributes, so what others
 * wrote can never become markup of this page.
 */

/** An element: `on` holds listeners, `class` and the like are attributes, the rest is content. */
export function h(tag, props = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (name === 'value' || name === 'checked' || name === 'selected') {
      element[name] = value;
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...content.flat(Infinity).filter((it) => it !== null && it !== undefined));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

export function fillWith(parent, ...content) {
  parent.replaceChildren(...content.flat(Infinity).filter((it) => it !== null && it !== undefined));
}

/** Shows a text in an element that is hidden while there is none. */
export function tell(element, text) {
  element.textContent = text || '';
  element.hidden = !text;
}

let lastId = 0;

/** An id no other element has. */
export function freshId(what) {
  lastId += 1;
  return `${what}-${lastId}`;
}

const drawn = new WeakMap();

/**
 * Makes the children of an element follow a list of {key, sign, draw}. A child whose sign is the
 * same stays as it is, with its focus, its selection and whatever was opened in it.
 */
export function follow(parent, items) {
  const before = new Map([...parent.children].map((child) => [drawn.get(child)?.key, child]));
  const after = items.map((item) => {
    const there = before.get(item.key);
    if (there && drawn.get(there).sign === item.sign) {
      return there;
    }
    const fresh = item.draw();
    drawn.set(fresh, { key: item.key, sign: item.sign });
    if (there) {
      swap(there, fresh);
    }
    return fresh;
  });
  const kept = new Set(after);
  [...parent.childNodes].filter((child) => !kept.has(child)).forEach((child) => child.remove());
  after.forEach((child, at) => {
    if (parent.childNodes[at] !== child) {
      parent.insertBefore(child, parent.childNodes[at] || null);
    }
  });
}

/** Puts another element in the place of one, and the focus where it was, as far as that exists. */
function swap(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (focused) {
    const name = focused.dataset.focus;
    const same = [...fresh.querySelectorAll('[data-focus]')].find((it) => it.dataset.focus === name);
    const target = same || fresh;
    if (!same) {
      fresh.tabIndex = -1;
    }
    target.focus({ preventScroll: true });
    if (same && typeof focused.selectionStart === 'number') {
      same.setSelectionRange(focused.selectionStart, focused.selectionEnd);
    }
  }
}

/** Calls the function only once nothing was asked for a while; `now` does it at once. */
export function debounced(pause, work) {
  let timer = 0;
  let waiting = null;
  const now = () => {
    clearTimeout(timer);
    const given = waiting;
    waiting = null;
    return given ? work(...given) : undefined;
  };
  const later = (...given) => {
    waiting = given;
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  };
  const cancel = () => {
    clearTimeout(timer);
    waiting = null;
  };
  return { later, now, cancel };
}
