package dev.keydesk.sandbox.entra;

import java.util.ArrayList;
import java.util.List;

/**
 * A person in the tenant. Entra knows people by object id, Slack by mail address.
 *
 * @param mail empty if the person has none
 * @param proxyAddresses further addresses of the mailbox, such as {@code smtp:bob@example.com}
 * @param userType {@code Member} or {@code Guest}
 */
public record User(
        String id,
        String displayName,
        String mail,
        String userPrincipalName,
        List<String> proxyAddresses,
        String userType,
        boolean accountEnabled) {
    public User {
        proxyAddresses = List.copyOf(proxyAddresses);
    }

    static User member(String id, String displayName, String mail, String userPrincipalName) {
        return new User(id, displayName, mail, userPrincipalName, List.of(), "Member", true);
    }

    /** Returns the same with one more address. */
    public User withProxyAddress(String proxyAddress) {
        var more = new ArrayList<>(proxyAddresses);
        more.add(proxyAddress);
        return new User(id, displayName, mail, userPrincipalName, more, userType, accountEnabled);
    }

    /** Returns the same as a guest. */
    public User asGuest() {
        return new User(
                id, displayName, mail, userPrincipalName, proxyAddresses, "Guest", accountEnabled);
    }

    /** Returns the same with a blocked sign-in. */
    public User disabled() {
        return new User(id, displayName, mail, userPrincipalName, proxyAddresses, userType, false);
    }
}
