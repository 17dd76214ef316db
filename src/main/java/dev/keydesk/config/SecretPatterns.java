package dev.keydesk.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What secrets look like, so that a text with one in it is refused before it is stored. People
 * paste them by mistake, and a reason stands in a channel and in the audit log.
 *
 * <p>It finds what has a form of its own; a password that somebody made up has none.
 */
public enum SecretPatterns {
    /** As Microsoft's own scanner knows them (SEC101/156), also percent-encoded. */
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

    /** Returns what it looks like, such as "a token of Slack"; never any of the text. */
    public static Optional<String> find(String text) {
        // A line break or an invisible mark may have got into the middle of it.
        var joined = ControlCharacters.removed(text);
        for (var secret : values()) {
            if (secret.form.matcher(joined).find()) {
                return Optional.of(secret.what);
            }
        }
        return Optional.empty();
    }

    /** Returns what to tell whoever typed it; it says that nothing was stored. */
    public static Optional<String> complaint(String text) {
        return find(text)
                .map(what ->
                        "This looks like %s, so nothing of it was stored. Take it out. If it is a real one, revoke it: it has been typed where it does not belong."
                                .formatted(what));
    }
}
