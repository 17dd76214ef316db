package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.request.AppRef;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A credential of an app registration as the last scan saw it, whoever made it. Entra may show
 * something else by now.
 *
 * <pre>
 * Live ──▶ Gone
 *   ▲───────┘ a read that lagged behind, or an app that was restored
 * </pre>
 */
public sealed interface Credential {
    /** Returns what Entra says about the credential. */
    Key key();

    /**
     * Returns when a scan first saw it. The very first scan sees credentials that are years old.
     */
    Instant firstSeen();

    /**
     * Entra has it; it may have expired, because Entra keeps expired credentials until somebody
     * removes them.
     */
    record Live(Key key, Instant firstSeen) implements Credential {}

    /**
     * Entra no longer has it or its app. Such rows are kept for {@link ScanRows#KEPT_WHEN_GONE}.
     *
     * @param noticedAt the time of the scan that missed it; it may have been removed long before
     */
    record Gone(Key key, Instant firstSeen, Instant noticedAt) implements Credential {}

    /** The kind of credential. */
    enum Kind {
        SECRET("client secret"),
        CERTIFICATE("certificate");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns the word for it in a sentence. */
        public String words() {
            return words;
        }

        /**
         * Returns empty for a kind that only a newer version knows, which may run beside this one.
         */
        static Optional<Kind> find(String name) {
            return Stream.of(values()).filter(kind -> kind.name().equals(name)).findFirst();
        }
    }

    /**
     * What Entra says about a credential.
     *
     * @param app with its name when it was last seen
     * @param keyId the portal's "Secret ID"; unique within its app and kind
     * @param name the thumbprint of a certificate without a name; empty if there is none
     * @param hint the first three characters of a secret's value; empty for a certificate
     * @param start to the millisecond, like {@code end}
     * @param end when it expires; in 9999 if Entra has no end
     */
    record Key(
            AppRef app,
            String keyId,
            Kind kind,
            Optional<String> name,
            Optional<String> hint,
            Instant start,
            Instant end) {

        /**
         * Returns all credentials of an app that was just read; without certificates if they were
         * not read.
         */
        public static List<Key> of(AppRegistration app) {
            var ref = AppRef.of(app);
            var secrets = app.secrets().stream().map(secret -> of(ref, secret));
            var certificates = app.certificates().stream().map(it -> of(ref, it));
            return Stream.concat(secrets, certificates).toList();
        }

        /** Returns one secret of the app. */
        public static Key of(AppRef app, AppRegistration.Secret secret) {
            return new Key(
                    app,
                    secret.keyId(),
                    Kind.SECRET,
                    secret.name(),
                    secret.hint(),
                    secret.start().truncatedTo(ChronoUnit.MILLIS),
                    secret.end().truncatedTo(ChronoUnit.MILLIS));
        }

        private static Key of(AppRef app, AppRegistration.Certificate certificate) {
            return new Key(
                    app,
                    certificate.keyId(),
                    Kind.CERTIFICATE,
                    certificate.name(),
                    Optional.empty(),
                    certificate.start().truncatedTo(ChronoUnit.MILLIS),
                    certificate.end().truncatedTo(ChronoUnit.MILLIS));
        }

        /**
         * The portal once offered "never", which meant 2299, and scripts set other years in the far
         * future.
         */
        public static final Instant NEVER = Instant.parse("2099-01-01T00:00:00Z");

        /**
         * Returns whether Microsoft Entra application proxy manages it, so that nobody can or has
         * to replace it.
         */
        public boolean isOfApplicationProxy() {
            return kind == Kind.SECRET && AppRegistration.Secret.isOfApplicationProxy(name);
        }

        /**
         * Returns whether it practically never expires; such credentials get no ordinary reminders
         * and are listed separately.
         */
        public boolean neverExpires() {
            return !end.isBefore(NEVER);
        }
    }
}
