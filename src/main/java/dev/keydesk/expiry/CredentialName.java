package dev.keydesk.expiry;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.request.AppRef;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Describes a credential, its app and its expiry date in words.
 *
 * <p>A credential is called by its name, a certificate without a name by its thumbprint, which the
 * Azure portal shows too, and otherwise by its ID.
 */
public final class CredentialName {
    /** Of forty or more digits, this many tell a thumbprint from the others of its app. */
    private static final int DIGITS_SHOWN = 12;

    private static final Pattern THUMBPRINT = Pattern.compile("(?:[0-9A-F]{40}|[0-9A-F]{64})");

    private CredentialName() {}

    /**
     * Returns the name in Slack's markup.
     *
     * @param most characters of the name to show
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

    /** The same with the first characters of a secret's value. */
    public static String withHint(Credential.Key key, int most) {
        var name = shown(key, most);
        return key.hint()
                .map(hint -> "%s (%s…)".formatted(name, Mrkdwn.escape(hint, 8)))
                .orElse(name);
    }

    /** Returns the whole name without markup, to follow the ID; empty if there is none. */
    public static Optional<String> besideItsId(Credential.Key key) {
        return key.name()
                .map(name -> (isThumbprint(key) ? "with thumbprint %s" : "\"%s\"").formatted(name));
    }

    /**
     * Returns the app's name in Slack's markup; an app without a name is called by its client ID.
     *
     * @param most characters of a name to show
     */
    public static String ofApp(AppRef app, int most) {
        return app.name().isBlank()
                ? "app without a name, %s".formatted(Mrkdwn.escape(app.clientId(), 40))
                : Mrkdwn.escape(app.name(), most);
    }

    /** Returns when something will expire: "today", "tomorrow" or "in 12 days". */
    public static String inDays(long days) {
        if (days <= 0) {
            return "today";
        }
        return days == 1 ? "tomorrow" : "in %s days".formatted(days);
    }

    /** A person who gives a certificate a different name wants that name to be shown. */
    private static boolean isThumbprint(Credential.Key key) {
        return key.kind() == Kind.CERTIFICATE
                && key.name().filter(name -> THUMBPRINT.matcher(name).matches()).isPresent();
    }
}
