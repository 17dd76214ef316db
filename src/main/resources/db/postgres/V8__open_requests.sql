-- Whoever stores a request holds this row until the commit, so that two at the same time, at two
-- nodes too, count one another and see one another's request.
create table submission_lock (
    only_row bigint not null primary key,
    taken    bigint not null
);
insert into submission_lock (only_row, taken) values (1, 0);

create index secret_request_by_app on secret_request (app, state);
