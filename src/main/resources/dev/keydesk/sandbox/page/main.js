/** Puts the page together: who this window is, what to read again after a change, what to draw. */
import { Refusal, act, oneAtATime, read } from './api.js';
import { listen } from './changes.js';
import { composer } from './composer.js';
import { atTheEnd, drawConversation, forgetDismissed, toTheEnd } from './conversation.js';
import { drawDesk } from './desk.js';
import { byId, tell } from './dom.js';
import { drawEntra, forgetSignIn, signInForm } from './entra.js';
import { guide } from './guide.js';
import { homeTab } from './home.js';
import { drawMisbehaviour, drawWarning } from './misbehave.js';
import { modals } from './modal.js';
import { show as showPart, parts } from './parts.js';
import { DESK, HOME, correct, go, place } from './place.js';
import { scenes } from './scenes.js';
import { drawPeople, drawRooms, drawShortcuts, isWritable, nameOf, wayTo } from './sidebar.js';
import { drawTime, timeTravel } from './time.js';
import { drawTroubles, trials } from './troubles.js';

const CLOCK_PAUSE = 20_000;

const world = { run: '', people: [], screen: null, books: null };
let heard = { slack: null, entra: null, desk: null };
let homeOf = '';

const notice = (text) => tell(byId('notice'), text);

/** Runs something a person did, and says what Slack or the sandbox had against it. */
async function done(work, say = notice) {
  try {
    const outcome = await work();
    say(outcome?.problem);
    return outcome;
  } catch (refused) {
    say(refused.message);
    refreshScreen();
    return null;
  }
}

/** Reads again, one at a time; a sandbox that does not answer has a banner of its own. */
function refresher(work) {
  return oneAtATime(async () => {
    try {
      await work();
    } catch (failed) {
      if (failed instanceof Refusal) {
        notice(failed.message);
      } else if (!(failed instanceof TypeError && byId('offline').hidden === false)) {
        console.error(failed);
      }
    }
  });
}

const me = () => world.screen.me;
/** An address may be old, or mistyped: names and ids of people of this world are good. */
const isNobody = (who) => !world.people.some((it) => it.name === who || it.id === who);
const showModals = modals(done);
let showHome = homeTab(done);
const writing = composer({
  say: async (text, thread) =>
    fine(await done(() => act('say', { as: me().id, channel: room().id, text, ...(thread && { thread }) }))),
  command: async (command, text, inThread) => {
    if (inThread) {
      notice(`${command} is not supported in threads.`);
      return false;
    }
    return fine(await done(() => act('command', { as: me().id, channel: room().id, command, text })));
  },
});

const showGuide = guide({ done, type: (text) => writing.type(text), look: showPart, redraw: () => draw() });

const fine = (outcome) => outcome !== null && !outcome.problem;

const isAtHome = () => place().room === HOME && world.screen.opensDesk;

/** Somebody new finds themselves where they can type at once. */
function room() {
  const { rooms } = world.screen;
  const wanted = place().room;
  const asked = wanted === DESK ? rooms.find((it) => it.desk) : rooms.find((it) => it.id === wanted || (it.kind !== 'dm' && it.name === wanted));
  return asked ?? rooms.find(isWritable) ?? rooms[0];
}

function context() {
  const now = world.books ? new Date(world.books.now) : new Date();
  return { names: world.screen.names, now, day: now.toDateString() };
}

/** Ids begin anew in each world, so nothing that was kept about them may stay. */
function meetAnotherWorld(screen) {
  if (world.run !== screen.run) {
    world.run = screen.run;
    showModals({ ...screen, views: [] }, context());
    showHome = homeTab(done);
    homeOf = '';
    forgetDismissed();
    forgetSignIn();
  }
}

function draw() {
  const { screen } = world;
  let follows = atTheEnd();
  meetAnotherWorld(screen);
  const atHome = isAtHome();
  const current = atHome ? HOME : room().id;
  drawPeople(world.people, screen.me, become);
  drawRooms(screen, current);
  drawShortcuts(screen, (shortcut) =>
    done(() => act('shortcut', { as: me().id, callbackId: shortcut.callbackId })));
  byId('messages').hidden = atHome;
  byId('home').hidden = !atHome;
  byId('room-name').textContent = atHome ? 'Keydesk · Home' : nameOf(room());
  document.title = `${screen.me.name} · Keydesk sandbox`;
  if (atHome) {
    byId('composer').hidden = true;
    byId('no-composer').hidden = true;
    showHome(screen, context());
  } else {
    writing.show(screen, room());
    follows = drawConversation(room(), context(), {
      asks: screen.commands.length > 0,
      click,
      redraw: draw,
      reply: writing.reply,
    }) || follows;
  }
  showModals(screen, context());
  if (world.books) {
    drawDesk(world.books, context());
    showGuide(world.books, screen, { at: atHome ? HOME : wayTo(room()), writable: !atHome && isWritable(room()) });
  }
  // Last, because hints take their room from the messages.
  if (follows) {
    toTheEnd();
  }
}

function become(person) {
  go({ as: person.name, room: place().room });
}

function click(channel, ts, actionId, value) {
  const fields = { as: me().id, channel, ts, actionId };
  return done(() => act('click', value === undefined ? fields : { ...fields, value }));
}

/** Opening the Home tab is something Slack tells the bot, each time. */
function openHomeIfAsked() {
  const wanted = isAtHome() ? me().id : '';
  const isNew = wanted && wanted !== homeOf;
  homeOf = wanted;
  if (isNew) {
    done(() => act('home', { as: wanted }));
  }
}

const refreshScreen = refresher(async () => {
  world.people = await read('people');
  // Not before, as whoever waits for an answer may follow a link to a scene meanwhile.
  if (stage.asked()) {
    return;
  }
  if (isNobody(place().as) && world.people.length > 0) {
    correct({ as: world.people[0].name, room: place().room });
  }
  const asked = place().as;
  drawPeople(world.people, world.screen?.me, become);
  const screen = await read('screen', { as: asked });
  if (asked === place().as && !place().scene) {
    world.screen = screen;
    draw();
    openHomeIfAsked();
  }
});

const refreshDesk = refresher(async () => {
  world.books = await read('desk');
  drawTime(world.books.now);
  byId('arriving').hidden = world.books.there;
  if (world.screen) {
    draw();
  }
});

const refreshTroubles = refresher(async () => drawTroubles(await read('troubles')));
const refreshEntra = refresher(async () => drawEntra(await read('entra')));
const refreshMischief = refresher(async () => {
  const menu = await read('misbehave');
  drawMisbehaviour(menu, doneWithMischief);
  drawWarning(menu, doneWithMischief);
});

async function doneWithMischief(work) {
  const outcome = await done(work);
  refreshMischief();
  return outcome;
}

function changed(rings) {
  if (rings.slack !== heard.slack) {
    refreshScreen();
    refreshTroubles();
  }
  if (rings.entra !== heard.entra) {
    refreshEntra();
  }
  if (rings.desk !== heard.desk) {
    refreshDesk();
  }
  refreshMischief();
  heard = rings;
}

parts();
const stage = scenes(notice, () => everything());
signInForm(done);
trials(done, notice);
timeTravel(done);
byId('reload').addEventListener('click', () => done(() => act('reload', { as: me().id })));
window.addEventListener('hashchange', () => {
  notice('');
  refreshScreen();
});
/** Equal to nothing, not even to itself, so that all is read again. */
const everything = () => changed({ slack: NaN, entra: NaN, desk: NaN });
everything();
listen(changed, (connected) => {
  byId('offline').hidden = connected;
});
setInterval(() => document.hidden || refreshDesk(), CLOCK_PAUSE);
document.addEventListener('visibilitychange', () => document.hidden || everything());
