-- A key in Entra that carries the desk's marker and belongs to no request: one row, so it is told once.
create table unknown_key (
    key_id  text   not null primary key,
    version bigint not null,
    state   text   not null,
    body    text   not null,
    seen_at bigint not null
);
