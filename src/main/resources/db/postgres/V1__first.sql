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
    subject text    not null,
    place   text    not null,
    slot    text    not null,
    channel text    not null,
    ts      text    not null,
    shows   bigint  not null,
    primary key (subject, place, slot)
);

-- Each signed delivery of Slack is taken once. Kept longer than a signature is accepted.
create table delivery (
    fingerprint text    not null primary key,
    taken_at    bigint  not null
);
create index delivery_by_age on delivery (taken_at);

-- A click that has not been answered yet.
create table click (
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

-- Whose turn it is: a lease, never a held transaction.
create table turn (
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

-- What the last scan saw of the app registrations within reach.
create table app_registration (
    object_id text    not null primary key,
    body      text    not null,
    scan      bigint  not null
);
create table app_scan (
    scan        bigint  not null,
    finished_at bigint  not null
);

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
