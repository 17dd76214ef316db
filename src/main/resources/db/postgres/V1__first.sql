-- Instants are milliseconds since 1970 UTC. Nothing in any table is the value of a client secret.

create table keydesk (
    readable_from integer not null
);
insert into keydesk (readable_from) values (1);

create table secret_request (
    ticket    text    not null primary key,
    version   bigint  not null,
    state     text    not null,
    body      text    not null,
    requester text    not null,
    app       text    not null,
    -- One modal makes one request, however often its submission arrives.
    view_id   text    not null unique,
    asked_at  bigint  not null,
    moved_at  bigint  not null
);
create index secret_request_by_requester on secret_request (requester, asked_at);
create index secret_request_by_app on secret_request (app, state);
create index secret_request_by_state on secret_request (state, moved_at);

create table audit_event (
    number   bigint  generated always as identity primary key,
    at       bigint  not null,
    ticket   text,
    version  bigint,
    kind     text    not null,
    actor    text    not null,
    sentence text    not null
);
create index audit_event_by_ticket on audit_event (ticket, number);
create function audit_events_are_only_added() returns trigger language plpgsql as $$
begin
    raise exception 'audit events are only added';
end;
$$;
create trigger audit_event_is_kept before delete on audit_event
    for each row execute function audit_events_are_only_added();
create trigger audit_event_is_fixed before update on audit_event
    for each row execute function audit_events_are_only_added();
create trigger audit_event_is_not_emptied before truncate on audit_event
    for each statement execute function audit_events_are_only_added();

-- A message that stays in Slack, and which version of its subject it shows.
create table message (
    subject          text    not null,
    place            text    not null,
    slot             text    not null,
    channel          text    not null,
    ts               text    not null,
    rendered_version bigint  not null,
    primary key (subject, place, slot)
);

-- Each signed delivery of Slack is taken once. Kept longer than a signature is accepted.
create table delivery (
    fingerprint text    not null primary key,
    taken_at    bigint  not null
);
create index delivery_by_age on delivery (taken_at);

-- A press of a button, or a form that was sent, that has not been answered yet.
create table interaction (
    id           text    not null primary key,
    action       text    not null,
    by_user      text    not null,
    subject      text    not null,
    text         text    not null,
    channel      text,
    message_ts   text,
    view_id      text,
    view_hash    text,
    response_url text,
    taken_at     bigint  not null,
    told_to_wait integer not null default 0,
    answer       text
);

-- Who may change something at this moment: never a transaction that is held.
create table lease (
    name       text    not null primary key,
    holder     text    not null,
    until      bigint  not null,
    not_before bigint  not null
);

-- A one-time link: what tells its token and its code, and neither of the two.
create table link (
    id            text    not null primary key,
    ticket        text    not null,
    token_hash    text    not null,
    -- Made with the token; null if the link asks for no code.
    code_mac      text,
    made_at       bigint  not null,
    good_until    bigint  not null,
    wrong_codes   integer not null default 0,
    replaced_at   bigint,
    attempt       integer,
    shown_at      bigint
);
create index link_by_ticket on link (ticket);
create index link_by_age on link (made_at);

-- A client secret in Entra that carries the desk's marker and belongs to no request: one row, so the
-- operators are told once.
create table orphaned_secret (
    key_id  text   not null primary key,
    version bigint not null,
    state   text   not null,
    body    text   not null,
    seen_at bigint not null
);
create index orphaned_secret_by_age on orphaned_secret (seen_at);

-- The operator's switches.
create table switch (
    name text    not null primary key,
    why  text    not null,
    at   bigint  not null
);

-- The jobs, in the shape db-scheduler expects.
create table scheduled_tasks (
    task_name            text                     not null,
    task_instance        text                     not null,
    task_data            bytea,
    execution_time       timestamp with time zone not null,
    picked               boolean                  not null,
    picked_by            text,
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint                   not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);

-- What scans saw of the app registrations within reach.
create table app (
    -- Given by us, one after the other: what belongs to new apps is then written side by side.
    number     bigint  not null primary key,
    object_id  text    not null unique,
    client_id  text    not null,
    name       text    not null,
    audience   text    not null,
    -- One a line.
    tags       text    not null,
    -- Differs if anything of the app or its keys differs.
    content    bigint  not null,
    gone_at    bigint
);
create index app_by_client on app (lower(client_id));
create index app_gone on app (gone_at) where gone_at is not null;

-- Their client secrets and certificates, for a while also those that are gone. A row is never older than
-- its app's row. Those that expire at some time are found by looking at all, which takes 50 ms with 200,000 of them; an index by end
-- would triple what a first scan takes.
create table credential (
    app        bigint  not null,
    key_id     text    not null,
    kind       text    not null,
    name       text,
    hint       text,
    start_at   bigint  not null,
    end_at     bigint  not null,
    first_seen bigint  not null,
    gone_at    bigint,
    primary key (app, key_id, kind)
);
create index credential_gone on credential (gone_at) where gone_at is not null;

-- The scan under way: for each few pages it has read, which apps were on them (16 bytes each), and
-- where the next one is, unless there is none.
create table scan_page (
    scan      bigint  not null,
    page      integer not null,
    next_link text,
    seen      bytea   not null,
    primary key (scan, page)
);

-- When scans came to their end; the latest counts.
create table finished_scan (
    scan        bigint  not null primary key,
    finished_at bigint  not null
);

-- What teams were told about credentials that expire. One row for each step of each credential: whatever
-- happens, nobody is told the same twice. A credential whose end changes is another one here.
create table reminder (
    tenant  text    not null,
    app     text    not null,
    key_id  text    not null,
    end_at  bigint  not null,
    -- Days before the end; 0 on the day, -1 once it has ended.
    step    integer not null,
    told_at bigint  not null,
    primary key (tenant, app, key_id, end_at, step)
);
create index reminder_by_age on reminder (told_at);

-- Somebody has seen the reminder and wants the next one at the next step only.
create table snooze (
    tenant   text    not null,
    app      text    not null,
    key_id   text    not null,
    end_at   bigint  not null,
    until_at bigint  not null,
    by_user  text    not null,
    primary key (tenant, app, key_id, end_at)
);

-- The team of an app said where its reminders belong.
create table reminder_override (
    app      text    not null primary key,
    channel  text    not null,
    by_user  text    not null,
    moved_at bigint  not null
);

-- One message of a day's reminders in one place, and its lines.
create table digest (
    part    text    not null primary key,
    day     text    not null,
    version bigint  not null,
    body    text    not null
);
create index digest_by_day on digest (day, part);

create table digest_line (
    part   text    not null,
    number integer not null,
    app    text    not null,
    key_id text    not null,
    kind   text    not null,
    end_at bigint  not null,
    state  text    not null,
    body   text    not null,
    primary key (part, number)
);
create index digest_line_by_state on digest_line (state);
create index digest_line_by_app on digest_line (app, state);

-- At which hours of which days everybody was told.
create table reminder_run (
    hour text not null,
    day  text not null,
    primary key (hour, day)
);

-- Credentials that somebody wants to be removed from Entra, and what became of that.
create table removal (
    id       text    not null primary key,
    version  bigint  not null,
    state    text    not null,
    body     text    not null,
    tenant   text    not null,
    app      text    not null,
    key_id   text    not null,
    -- Names the credential as long as the removal is open, so that there is one for each; null after.
    open_key text    unique,
    asked_at bigint  not null,
    moved_at bigint  not null,
    -- When somebody let the removal happen; null while nobody has. The limit of an hour counts these.
    permitted_at bigint,
    -- The request that brought a newer credential in place of this one, and the key ID of that. Null if
    -- nobody renewed it.
    ticket       text,
    new_key_id   text
);
create index removal_by_key on removal (app, key_id);
create index removal_by_state on removal (state, moved_at);
create index removal_by_permit on removal (permitted_at);
create unique index removal_by_renewal on removal (ticket, new_key_id);
create index removal_by_new_key on removal (app, new_key_id);

-- Which request is to replace which credential. A credential has one such request at a time; the row of
-- one that ended without a new secret is free for the next.
create table renewal_reservation (
    app    text not null,
    key_id text not null,
    ticket text not null,
    primary key (app, key_id)
);
create index renewal_reservation_by_ticket on renewal_reservation (ticket);

-- Who owns an app in Entra, by e-mail address in lower case, for people who look at their apps.
create table app_owner (
    app  text not null,
    mail text not null,
    primary key (app, mail)
);
create index app_owner_by_mail on app_owner (mail);

-- When the owners of an app were last read, or tried to be.
create table owners_read (
    app     text    not null primary key,
    read_at bigint not null,
    -- Everybody who owns the app, as Entra told it and in Entra's order; null until Entra was asked. The
    -- addresses by which apps are found stand in app_owner.
    owners text
);

-- The figures of a picture: how many credentials expire in each of twelve months. The id is its address.
create table expiry_chart (
    id          text    not null primary key,
    first_month text    not null,
    ending      text    not null,
    shown_at    bigint not null,
    unique (first_month, ending)
);
create index expiry_chart_by_age on expiry_chart (shown_at);

-- Who has opened the home tab lately, and which page of it they see.
create table home_tab (
    person    text    not null primary key,
    page      integer not null,
    opened_at bigint not null
);
create index home_tab_by_age on home_tab (opened_at);

-- Whoever stores a request holds this row until the commit, so that two at the same time, at two
-- nodes too, count one another and see one another's request.
create table submission_lock (
    only_row bigint not null primary key,
    taken    bigint not null
);
insert into submission_lock (only_row, taken) values (1, 0);

-- Whoever lets a removal happen alone holds this row until the commit, so that two at the same
-- time, at two nodes too, count one another against the limit of an hour.
create table removal_lock (
    only_row bigint not null primary key,
    taken    bigint not null
);
insert into removal_lock (only_row, taken) values (1, 0);

-- Which Slack user has an e-mail address, in lower case, as Slack last told it.
create table slack_user (
    address     text    not null primary key,
    -- Null if nobody has it whom an owner could be.
    user_id     text,
    -- Null until Slack has answered once.
    answered_at bigint ,
    -- When somebody last began to ask, so that nobody asks at the same time, nor too often.
    asked_at    bigint  not null,
    -- How often in a row Slack has not answered since.
    failures    integer not null default 0
);
create index slack_user_by_asked on slack_user (asked_at);
create index slack_user_by_user on slack_user (user_id);

-- What Entra did not show when it was looked for, and how often in a row. One look proves nothing: a read may be
-- behind, or answered by something else than Entra. A row goes when the thing is seen again.
create table absence (
    app        text    not null,
    -- Empty for the app registration itself.
    what       text    not null,
    looks      integer not null,
    last_at    bigint  not null,
    primary key (app, what)
);

-- App registrations that the last scan could not read, or not whole, and whether the operators were told.
create table unread_app (
    id    text    not null primary key,
    name  text    not null,
    why   text    not null,
    since bigint not null
);

create table unread_report (
    only_one integer not null primary key,
    version  bigint  not null,
    since    bigint  not null,
    -- Set once all of them can be read again.
    ended_at bigint
);

-- Messages in Slack that stand twice, after a lost answer: those that no row of message leads to.
-- A row goes when its message has been closed.
create table message_copy (
    channel text not null,
    ts      text not null,
    subject text not null,
    place   text not null,
    primary key (channel, ts)
);
create index message_copy_by_subject on message_copy (subject, place);

-- Which client secrets in Entra Keydesk made, for which request and person. A display name in Entra can be
-- copied or changed; app and key ID cannot. The row outlives its request.
create table issued_secret (
    app       text not null,
    -- In lower case.
    key_id    text not null,
    ticket    text not null,
    requester text not null,
    primary key (app, key_id)
);
