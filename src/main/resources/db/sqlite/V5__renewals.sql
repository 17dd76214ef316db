-- Which request is to take the place of which key. A key has one such request at a time; the row
-- of one that ended without a new key is free for the next.
create table renewed_key (
    app    text not null,
    key_id text not null,
    ticket text not null,
    primary key (app, key_id)
) without rowid;
