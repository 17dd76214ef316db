-- Which request is to take the place of which key. A key has one such request at a time; the row
-- of one that ended without a new key is free for the next.
create table renewed_key (
    app    text not null,
    key_id text not null,
    ticket text not null,
    primary key (app, key_id)
);

-- What becomes of an old key once a newer one was handed over in its place, by the request that
-- brought that. Moves of the old key's removal make the version more, too.
create table renewal (
    ticket  text    not null primary key,
    version bigint  not null,
    state   text    not null,
    app     text    not null,
    key_id  text    not null,
    end_at  bigint  not null,
    body    text    not null
);
create index renewal_by_key on renewal (app, key_id);
