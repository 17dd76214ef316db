-- Everybody who owns the app, as Entra told it and in Entra's order; null until it was told to a
-- version that keeps this. Addresses by which apps are found stand in app_owner as before.
alter table owners_read add column owners text;

-- Which Slack user has an e-mail address, in small letters, as Slack last told it.
create table slack_user (
    address     text    not null primary key,
    -- Null if nobody has it whom an owner could be.
    user_id     text,
    -- Null until Slack has answered once.
    answered_at integer,
    -- When somebody last began to ask, so that nobody asks at the same time, nor too often.
    asked_at    integer not null,
    -- How often in a row Slack has not answered since.
    failures    integer not null default 0
);
create index slack_user_by_asked on slack_user (asked_at);
create index slack_user_by_user on slack_user (user_id);
