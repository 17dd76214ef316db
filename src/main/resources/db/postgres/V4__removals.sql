-- Keys that somebody wants to be removed from Entra, and what became of that.
create table removal (
    id       text    not null primary key,
    version  bigint  not null,
    state    text    not null,
    body     text    not null,
    tenant   text    not null,
    app      text    not null,
    key_id   text    not null,
    -- Names the key as long as the removal is open, so that there is one for each key; null after.
    open_key text    unique,
    asked_at bigint  not null,
    moved_at bigint  not null
);
create index removal_by_key on removal (app, key_id);
