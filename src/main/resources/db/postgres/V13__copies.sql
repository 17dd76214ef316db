-- Messages in Slack that stand twice, after a lost answer: those that no row of message leads to.
-- A row goes when its message has been closed.
create table message_copy (
    channel text not null,
    ts      text not null,
    subject text not null,
    place   text not null,
    primary key (channel, ts)
);
create index message_copy_by_subject on message_copy (subject, place);
