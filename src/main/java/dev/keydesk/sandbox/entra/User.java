package dev.keydesk.sandbox.entra;

/** A person in the tenant. Entra knows people by object id; a chat knows them by mail. */
public record User(String id, String displayName, String mail, String userPrincipalName) {}
