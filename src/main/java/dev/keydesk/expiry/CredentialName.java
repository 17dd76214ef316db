package dev.keydesk.expiry;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.expiry.Credential.Kind;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a credential is called, behind the word for its kind: by its name; a certificate without one
 * by its thumbprint, which the Azure portal shows too; and what has neither by its ID.
 */
public final class CredentialName {
    /** Of forty or more digits so many tell a thumbprint from the others of its app. */
    private static final int DIGITS_SHOWN = 12;

    private static final Pattern THUMBPRINT = Pattern.compile("(?:[0-9A-F]{40}|[0-9A-F]{64})");

    private CredentialName() {}

    /**
     * In Slack's markup.
     *
     * @param most of how many characters of a name are shown
     */
    public static String shown(Credential.Key key, int most) {
        if (isThumbprint(key)) {
            return "with thumbprint %s…"
                    .formatted(key.name().orElseThrow().substring(0, DIGITS_SHOWN));
        }
        return key.name()
                .filter(given -> !given.isBlank())
                .map(given -> "“%s”".formatted(Mrkdwn.escape(given, most)))
                .orElseGet(() -> "without a name, ID %s".formatted(Mrkdwn.escape(key.keyId(), 40)));
    }

    /** The same with how a secret begins. */
    public static String withHint(Credential.Key key, int most) {
        var name = shown(key, most);
        return key.hint()
                .map(hint -> "%s (%s…)".formatted(name, Mrkdwn.escape(hint, 8)))
                .orElse(name);
    }

    /** Behind its ID, without markup and whole; empty if it has no name. */
    public static Optional<String> besideItsId(Credential.Key key) {
        return key.name()
                .map(name -> (isThumbprint(key) ? "with thumbprint %s" : "\"%s\"").formatted(name));
    }

    /** Whoever names a certificate like that wants it to be called so. */
    private static boolean isThumbprint(Credential.Key key) {
        return key.kind() == Kind.CERTIFICATE
                && key.name().filter(name -> THUMBPRINT.matcher(name).matches()).isPresent();
    }
}
