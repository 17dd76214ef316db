package dev.keydesk.sandbox.entra;

import java.util.List;

/**
 * A person in the tenant. Entra knows people by object id; a chat knows them by mail.
 *
 * @param proxyAddresses further addresses of the mailbox, such as {@code smtp:bob@example.com}
 */
public record User(
        String id,
        String displayName,
        String mail,
        String userPrincipalName,
        List<String> proxyAddresses) {}
