package dev.keydesk.keychange;

import java.util.Optional;
import java.util.regex.Pattern;

/** The command with which an administrator removes one key of one app registration. */
public final class RemovalCommand {
    /** Both come from outside, and somebody will paste them into a shell. */
    private static final Pattern GUID =
            Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    private RemovalCommand() {}

    /** Nothing if one of the ids is not what Entra's ids look like. */
    public static Optional<String> of(String clientId, String keyId) {
        if (!GUID.matcher(clientId).matches() || !GUID.matcher(keyId).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                "az ad app credential delete --id %s --key-id %s".formatted(clientId, keyId));
    }
}
