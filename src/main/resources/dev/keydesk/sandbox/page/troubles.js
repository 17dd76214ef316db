/** What of the desk Slack did not accept: the sandbox's most useful corner for its developers. */
import { byId, follow, h } from './dom.js';
import { moment } from './mrkdwn.js';

export function drawTroubles({ all, newest }) {
  byId('troubles-count').textContent = all || '';
  byId('troubles-part').classList.toggle('alarm', all > 0);
  if (all === 0) {
    follow(byId('troubles'), [{ key: 'none', sign: '', draw: () => h('p', { class: 'small' }, 'Nothing so far: everything the desk sent was as Slack wants it.') }]);
    return;
  }
  follow(byId('troubles'), newest.map((trouble, at) => ({
    key: String(all - at),
    sign: JSON.stringify(trouble),
    draw: () =>
      h(
        'div',
        { class: 'trouble-line' },
        h('p', {}, h('code', {}, trouble.where), ' ', h('strong', {}, trouble.error)),
        h('p', { class: 'small' }, trouble.explanation, ' · ', moment(trouble.at)),
      ),
  })));
}
