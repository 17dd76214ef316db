-- Who owns an app in Entra, by e-mail address in small letters, for people who look at their keys.
create table app_owner (
    app  text not null,
    mail text not null,
    primary key (app, mail)
) without rowid;
create index app_owner_by_mail on app_owner (mail);

-- When the owners of an app were last read, or tried to be.
create table owners_read (
    app     text    not null primary key,
    read_at integer not null
);

-- The figures of a picture: how many keys end in each of twelve months. The id is its address.
create table month_figures (
    id          text    not null primary key,
    first_month text    not null,
    ending      text    not null,
    shown_at    integer not null,
    unique (first_month, ending)
);

-- Who has opened the home tab lately, and which page of it they see.
create table home_tab (
    person    text    not null primary key,
    page      integer not null,
    opened_at integer not null
);
