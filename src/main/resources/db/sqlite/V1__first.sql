-- Instants are milliseconds since 1970 UTC. Nothing in any table is the value of a client secret.

create table keydesk (
    readable_from integer not null
);
insert into keydesk (readable_from) values (1);

create table secret_request (
    ticket    text    not null primary key,
    version   integer not null,
    state     text    not null,
    body      text    not null,
    requester text    not null,
    app       text    not null,
    -- One modal makes one request, however often its submission arrives.
    view_id   text    not null unique,
    asked_at  integer not null,
    moved_at  integer not null
);
create index secret_request_by_requester on secret_request (requester, asked_at);

create table audit_event (
    number   integer primary key autoincrement,
    at       integer not null,
    ticket   text,
    version  integer,
    kind     text    not null,
    actor    text    not null,
    sentence text    not null
);
create index audit_event_by_ticket on audit_event (ticket, number);
create trigger audit_event_is_kept before delete on audit_event
begin
    select raise(abort, 'audit events are only added');
end;
create trigger audit_event_is_fixed before update on audit_event
begin
    select raise(abort, 'audit events are only added');
end;

-- A message that stays in Slack, and which version of its subject it shows.
create table message (
    subject text    not null,
    place   text    not null,
    slot    text    not null,
    channel text    not null,
    ts      text    not null,
    shows   integer not null,
    primary key (subject, place, slot)
);

-- Each signed delivery of Slack is taken once. Kept longer than a signature is accepted.
create table delivery (
    fingerprint text    not null primary key,
    taken_at    integer not null
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
    taken_at     integer not null,
    told_to_wait integer not null default 0,
    answer       text
);

-- Whose turn it is: a lease, never a held transaction.
create table turn (
    name       text    not null primary key,
    holder     text    not null,
    until      integer not null,
    not_before integer not null
);

-- A one-time link: what tells its token and its code, and neither of the two.
create table link (
    id            text    not null primary key,
    ticket        text    not null,
    token_hash    text    not null,
    -- Made with the token; null if the link asks for no code.
    code_mac      text,
    made_at       integer not null,
    good_until    integer not null,
    wrong_codes   integer not null default 0,
    replaced_at   integer,
    attempt       integer,
    shown_at      integer
);
create index link_by_ticket on link (ticket);
create index link_by_age on link (made_at);

-- What the last scan saw of the app registrations within reach.
create table app_registration (
    object_id text    not null primary key,
    body      text    not null,
    scan      integer not null
);
create table app_scan (
    scan        integer not null,
    finished_at integer not null
);

-- A key in Entra that carries the desk's marker and belongs to no request: one row, so it is told once.
create table unknown_key (
    key_id  text    not null primary key,
    version integer not null,
    state   text    not null,
    body    text    not null,
    seen_at integer not null
);

-- The operator's switches.
create table switch (
    name text    not null primary key,
    why  text    not null,
    at   integer not null
);

-- The jobs, in the shape db-scheduler expects.
create table scheduled_tasks (
    task_name            text    not null,
    task_instance        text    not null,
    task_data            blob,
    execution_time       integer not null,
    picked               boolean not null,
    picked_by            text,
    last_success         integer,
    last_failure         integer,
    consecutive_failures integer,
    last_heartbeat       integer,
    version              integer not null,
    priority             integer,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
