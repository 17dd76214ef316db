-- What is looked for often in tables that grow. None of these is written for rows that a first scan
-- adds, but for the one by client ID.
create index app_by_client on app (lower(client_id));
create index app_gone on app (gone_at) where gone_at is not null;
create index credential_gone on credential (gone_at) where gone_at is not null;
create index digest_by_day on digest (day, part);
create index digest_line_by_app on digest_line (app, state);
create index secret_request_by_state on secret_request (state, moved_at);
create index removal_by_state on removal (state, moved_at);
create index renewal_by_state on renewal (state, end_at);
create index renewed_key_by_ticket on renewed_key (ticket);
create index unknown_key_by_age on unknown_key (seen_at);
create index reminder_by_age on reminder (told_at);
create index month_figures_by_age on month_figures (shown_at);
create index home_tab_by_age on home_tab (opened_at);
