-- What becomes of an old credential once a newer one was handed over in its place is a removal, which
-- the newer one proposes: the request that brought it, and its key ID. Null without one.
drop table renewal;
alter table removal add column ticket text;
alter table removal add column new_key_id text;
create unique index removal_by_renewal on removal (ticket, new_key_id);
create index removal_by_new_key on removal (app, new_key_id);
