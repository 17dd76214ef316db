-- When somebody let the removal happen; null while nobody has. The limit of an hour counts these.
alter table removal add column permitted_at bigint;
create index removal_by_permit on removal (permitted_at);
