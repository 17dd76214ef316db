-- What teams were told about keys that end. One row for each step of each key: whatever happens,
-- nobody is told the same twice. A key whose end changes is another one here.
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

-- Somebody has seen it and wants to hear of it at the next step only.
create table snoozed_key (
    tenant   text    not null,
    app      text    not null,
    key_id   text    not null,
    end_at   bigint  not null,
    until_at bigint  not null,
    by_user  text    not null,
    primary key (tenant, app, key_id, end_at)
);

-- The team of an app said where its reminders belong.
create table moved_app (
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

-- What is open is looked at after each scan.
create index digest_line_state on digest_line (state);

-- At which hours of which days everybody was told.
create table reminder_round (
    hour text not null,
    day  text not null,
    primary key (hour, day)
);
