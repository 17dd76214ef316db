/** The desk's own books: the requests as they are stored, and the audit trail. */
import { moment } from './dates.js';
import { byId, follow, h } from './dom.js';
import { mrkdwnLine } from './mrkdwn.js';

export function drawDesk({ requests, audit, channels }, context) {
  // Behind the scenes all channels have names, also those this window's person is not in.
  const names = { ...context.names, channels };
  const text = (markup) => mrkdwnLine(withNames(markup, channels), names, context.now);
  const none = [{ key: 'none', sign: '', draw: () => h('p', { class: 'small' }, 'No requests yet.') }];
  follow(byId('requests'), requests.length === 0 ? none : requests.map((request) => ({
    key: request.ticket,
    sign: JSON.stringify([request, names, context.day]),
    draw: () =>
      h(
        'div',
        { class: 'request' },
        h('p', {}, h('strong', {}, request.ticket), ' ', h('span', { class: 'tag' }, request.state)),
        h('p', { class: 'small' }, text(request.requester), ` · ${request.app} · “${request.description}”`),
        h('p', { class: 'small' }, text(request.story)),
      ),
  })));
  follow(byId('audit'), audit.map((line, at) => ({
    key: String(audit.length - at),
    sign: JSON.stringify([line, names, context.day]),
    draw: () =>
      h(
        'li',
        {},
        h('span', { class: 'small' }, moment(line.at), line.ticket ? ` · ${line.ticket}` : ''),
        h('div', {}, h('strong', {}, line.kind), ' · ', text(line.actor)),
        h('div', { class: 'small' }, text(line.sentence)),
      ),
  })));
}

/** The audit trail is written for operators, who look ids up; here they are known by name. */
function withNames(markup, channels) {
  return markup.replace(/(?<![#<@|\w])C[A-Z0-9]{5,}\b/g, (id) => (channels[id] ? `<#${id}>` : id));
}
