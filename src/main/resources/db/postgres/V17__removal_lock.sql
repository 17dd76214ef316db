-- Whoever lets a removal happen alone holds this row until the commit, so that two at the same
-- time, at two nodes too, count one another against the limit of an hour.
create table removal_lock (
    only_row bigint not null primary key,
    taken    bigint not null
);
insert into removal_lock (only_row, taken) values (1, 0);
