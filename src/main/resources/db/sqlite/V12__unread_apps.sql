-- App registrations that the last scan could not read, or not whole, and whether the operators were told.
create table unread_app (
    id    text    not null primary key,
    name  text    not null,
    why   text    not null,
    since integer not null
) without rowid;

create table unread_report (
    only_one integer not null primary key,
    version  integer not null,
    since    integer not null,
    -- Set once all of them can be read again.
    ended_at integer
);
