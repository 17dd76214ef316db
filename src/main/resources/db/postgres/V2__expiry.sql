-- What scans saw of the app registrations within reach, and of their keys. app_registration and
-- app_scan stay for programs of the first version that still run on this database; nobody else
-- reads them.

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

-- Also keys that are gone, for a while. A key is never older than its app's row. Those that end at
-- some time are found by looking at all, which takes 50 ms with 200,000 of them; an index by end
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
