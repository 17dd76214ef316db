-- Which client secrets in Entra Keydesk made, for which request and person. A display name in Entra can be
-- copied or changed; app and key ID cannot. The row outlives its request.
create table issued_secret (
    app       text not null,
    -- In lower case.
    key_id    text not null,
    ticket    text not null,
    requester text not null,
    primary key (app, key_id)
);
