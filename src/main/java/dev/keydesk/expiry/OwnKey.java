package dev.keydesk.expiry;

import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Credential.Certificate;
import dev.keydesk.config.Settings.Credential.ClientSecret;
import dev.keydesk.config.Settings.Credential.FederatedToken;
import dev.keydesk.config.Settings.Credential.FixedToken;
import dev.keydesk.config.Settings.Credential.ManagedIdentity;
import dev.keydesk.expiry.Credential.Kind;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The credential with which Keydesk signs in to Entra; when it expires, nobody gets a secret any
 * more. If several credentials may be the one, the first to expire counts.
 */
public record OwnKey(Credential.Key key) {
    /** A new one may need an administrator, a change request, and a restart. */
    public static final Duration NEEDS_ATTENTION = Duration.ofDays(30);

    /** The text if there is none. */
    public static final String NONE =
            "the desk signs in without a credential of its own that could expire, or Entra does not"
                    + " show it";

    /**
     * Finds it among the credentials of Keydesk's own app registration.
     *
     * @return empty if Keydesk signs in without a credential of its own, or none of these can be
     *     the one
     */
    public static Optional<OwnKey> find(
            Collection<Credential.Key> keys, Settings.Credential signsInWith) {
        return keys.stream()
                .filter(key -> mayBe(key, signsInWith))
                .min(Comparator.comparing(Credential.Key::end))
                .map(OwnKey::new);
    }

    /**
     * Returns whether this credential of Keydesk's own app registration may be the one in use. For
     * a secret, Entra shows the first characters of its value; for a certificate, any may be.
     */
    public static boolean mayBe(Credential.Key key, Settings.Credential signsInWith) {
        return switch (signsInWith) {
            case ClientSecret(var value) ->
                    key.kind() == Kind.SECRET && key.hint().filter(value::beginsWith).isPresent();
            case Certificate _ -> key.kind() == Kind.CERTIFICATE;
            case FederatedToken _, ManagedIdentity _, FixedToken _ -> false;
        };
    }

    /** Returns whether it expires within {@link #NEEDS_ATTENTION}, or has expired. */
    public boolean needsAttention(Instant now) {
        return !now.plus(NEEDS_ATTENTION).isBefore(key.end());
    }

    /** Returns what it is and when it expires, as a part of a sentence. */
    public String inWords(Instant now) {
        var what = key.kind().words();
        if (key.neverExpires()) {
            return "the desk's own %s never expires".formatted(what);
        }
        var day = key.end().toString().substring(0, 10);
        long days = Duration.between(now, key.end()).toDays();
        if (!now.isBefore(key.end())) {
            return "the desk's own %s expired on %s".formatted(what, day);
        }
        return days == 0
                ? "the desk's own %s expires on %s, in less than a day".formatted(what, day)
                : "the desk's own %s expires on %s, in %s day%s"
                        .formatted(what, day, days, days == 1 ? "" : "s");
    }

    /** Returns what the operator should do about it. */
    public String advice() {
        return key.kind() == Kind.SECRET
                ? "Make a new one, set AZURE_CLIENT_SECRET to it, restart the desk, and remove the"
                        + " old one."
                : "Add a new one to the app registration, replace the file that"
                      + " AZURE_CLIENT_CERTIFICATE_PATH names, restart the desk, and remove the old"
                      + " one.";
    }
}
