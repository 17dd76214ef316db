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
