/** Time travel: what comes due on the way is done before the answer comes. */
import { act } from './api.js';
import { byId, fillWith, h } from './dom.js';
import { moment } from './dates.js';

const JUMPS = [
  ['+1 hour', 3600],
  ['+1 day', 86_400],
  ['+7 days', 604_800],
];

export function timeTravel(done) {
  const answer = byId('time-answer');
  const pass = async (seconds) => {
    answer.textContent = 'Time passes…';
    const clock = await done(() => act('time', { seconds }));
    fillWith(answer, clock ? ['It is now ', moment(clock.now), '.'] : []);
  };
  const toTheNextReminder = async () => {
    answer.textContent = 'Time passes…';
    const clock = await done(() => act('next-reminder'));
    const met = clock?.there ? 'A reminder was sent. ' : 'There is no reminder within a year. ';
    fillWith(answer, clock ? [met, 'It is now ', moment(clock.now), '.'] : []);
  };
  fillWith(
    byId('jumps'),
    JUMPS.map(([label, seconds]) => h('button', { type: 'button', on: { click: () => pass(seconds) } }, label)),
    h('button', { type: 'button', on: { click: toTheNextReminder } }, 'Go to the next reminder'),
  );
  byId('journey').addEventListener('submit', (event) => {
    event.preventDefault();
    pass(Number(byId('journey-length').value) * Number(byId('journey-unit').value));
  });
}

export function drawTime(now) {
  fillWith(byId('now'), moment(now));
}
