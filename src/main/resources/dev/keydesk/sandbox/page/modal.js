/** The modal on top of a person's stack, as a dialog that follows what the bot makes of it. */
import { drawBlocks } from './blocks.js';
import { follow, freshId, h, tell } from './dom.js';
import { viewHands } from './views.js';

export function modals(done) {
  let open = null;

  const show = (view, screen, context) => {
    const below = screen.views.slice(0, -1);
    if (!open || open.hands.viewId !== view.id) {
      shut();
      open = modal(view.id, screen.me.id, done);
      document.body.append(open.dialog);
      open.draw(view, context, below);
      open.dialog.showModal();
    } else {
      open.draw(view, context, below);
    }
  };

  const shut = () => {
    if (open) {
      open.dialog.close();
      open.dialog.remove();
      open = null;
    }
  };

  return (screen, context) => {
    const top = screen.views.at(-1);
    if (top) {
      show(top, screen, context);
    } else {
      shut();
    }
  };
}

function modal(viewId, as, done) {
  const titleId = freshId('modal');
  const title = h('h2', { id: titleId });
  const blocks = h('div', { class: 'blocks' });
  const trouble = h('p', { class: 'trouble', role: 'alert', hidden: true });
  const under = h('p', { class: 'small', hidden: true });
  const submit = h('button', { class: 'primary' });
  const cancel = h('button', { type: 'button', on: { click: () => leave() } });
  const form = h(
    'form',
    { novalidate: true, on: { submit: (event) => send(event) } },
    blocks,
    trouble,
    h('div', { class: 'buttons end' }, cancel, submit),
  );
  const dialog = h('dialog', { class: 'modal', 'aria-labelledby': titleId, on: { cancel: (event) => leave(event) } }, title, under, form);
  const hands = viewHands(viewId, as, inHere);
  let complaints = '{}';
  let problem = '';

  /** What goes wrong in a dialog is told in the dialog; the page behind it is out of reach. */
  async function inHere(work) {
    const outcome = await done(work, (said) => {
      problem = said ?? '';
      sayProblem();
    });
    return outcome;
  }

  /** Slack's own complaints stand at their fields already. */
  function sayProblem() {
    tell(trouble, complaints === '{}' ? problem : '');
  }

  async function send(event) {
    event.preventDefault();
    if (submit.hidden || submit.hasAttribute('aria-busy')) {
      return;
    }
    submit.setAttribute('aria-busy', 'true');
    try {
      await hands.submit();
    } finally {
      submit.removeAttribute('aria-busy');
    }
  }

  function leave(event) {
    event?.preventDefault();
    hands.close();
  }

  function draw(view, context, below) {
    title.textContent = view.title;
    tell(under, below.length ? `On top of: ${below.map((it) => it.title).join(', ')}` : '');
    submit.textContent = view.submit ?? '';
    submit.hidden = !view.submit;
    cancel.textContent = view.submit ? 'Cancel' : 'Close';
    const within = {
      ...context,
      readOnly: false,
      press: (part, value) => hands.press(part.action_id, value),
      view: { hands, state: view.state, errors: view.errors },
    };
    follow(blocks, view.blocks.map((block) => ({
      key: block.block_id,
      sign: JSON.stringify([block, view.errors[block.block_id], context.day]),
      draw: () => h('div', {}, drawBlocks([block], within)),
    })));
    attend(JSON.stringify(view.errors));
  }

  /** New complaints take the person to the first field they are about. */
  function attend(now) {
    if (now !== complaints && now !== '{}') {
      form.querySelector('[aria-invalid="true"]')?.focus();
    }
    complaints = now;
    sayProblem();
  }

  return { hands, dialog, draw };
}
