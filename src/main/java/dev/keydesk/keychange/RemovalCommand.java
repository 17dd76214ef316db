package dev.keydesk.keychange;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Builds the shell command with which an administrator removes a credential of an app registration.
 */
public final class RemovalCommand {
    /** Both ids come from outside, and somebody will paste the command into a shell. */
    private static final Pattern GUID =
            Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    private RemovalCommand() {}

    /** Returns empty if one of the ids does not have the form of Entra's ids. */
    public static Optional<String> of(String clientId, String keyId) {
        if (!GUID.matcher(clientId).matches() || !GUID.matcher(keyId).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                "az ad app credential delete --id %s --key-id %s".formatted(clientId, keyId));
    }
}
