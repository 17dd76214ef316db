package dev.keydesk.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Patterns of secrets, so that a text that contains one is refused before it is stored. People
 * paste secrets by mistake, and a reason is shown in a channel and in the audit log.
 *
 * <p>Only secrets with a recognisable form are found; a password that somebody made up has none.
 */
public enum SecretPatterns {
    /** As Microsoft's scanner defines them (SEC101/156), also percent-encoded. */
    ENTRA("a client secret of Entra", "[A-Za-z0-9_~.\\-]{3}[78]Q(?:~|%7[Ee])[A-Za-z0-9_~.\\-]{31}"),
    SLACK("a token of Slack", "(?:xox[a-z](?:\\.xox[a-z])?-|xapp-)[A-Za-z0-9-]{10}"),
    SIGNED("a signed token", "eyJ[A-Za-z0-9_-]{10,2000}+\\.eyJ[A-Za-z0-9_-]{10,2000}+\\."),
    PRIVATE_KEY("a private key", "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY");

    private final String what;
    private final Pattern form;

    SecretPatterns(String what, String form) {
        this.what = what;
        this.form = Pattern.compile(form);
    }

    /**
     * Returns what the text seems to contain, such as "a token of Slack", and never any of the
     * text; empty if nothing is found.
     */
    public static Optional<String> find(String text) {
        // A line break or an invisible character may have got into the middle of the secret.
        var joined = ControlCharacters.removed(text);
        for (var secret : values()) {
            if (secret.form.matcher(joined).find()) {
                return Optional.of(secret.what);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns a message for the person who typed the text, which says that nothing was stored;
     * empty if nothing is found.
     */
    public static Optional<String> complaint(String text) {
        return find(text)
                .map(what ->
                        "This looks like %s, so nothing of it was stored. Take it out. If it is a real one, revoke it: it was typed in a place that is not safe for it."
                                .formatted(what));
    }
}
