package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.request.AppRef;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One key of an app registration, as the last scan saw it, whoever made it. The desk's own picture:
 * Entra may show something else by now.
 *
 * <pre>
 * Live ──▶ Gone
 *   ▲───────┘ a read that lagged behind, or an app that was restored
 * </pre>
 */
public sealed interface Credential {
    Key key();

    /** When a scan first saw it. The first scan of all sees keys that are years old. */
    Instant firstSeen();

    /** Entra has it; it may have ended, since Entra keeps such keys until somebody removes them. */
    record Live(Key key, Instant firstSeen) implements Credential {}

    /**
     * Entra no longer has it, or no longer has its app. Rows of this kind are kept for {@link
     * ScanRows#KEPT_WHEN_GONE}.
     *
     * @param noticedAt of the scan that missed it; it may have gone long before
     */
    record Gone(Key key, Instant firstSeen, Instant noticedAt) implements Credential {}

    /** What people sign in with. */
    enum Kind {
        SECRET,
        CERTIFICATE;

        /** Empty if only a newer version knows it, which may run beside this one. */
        static Optional<Kind> find(String name) {
            return Stream.of(values()).filter(kind -> kind.name().equals(name)).findFirst();
        }
    }

    /**
     * What Entra says of a key.
     *
     * @param app as it was called when it was last seen
     * @param keyId what the portal calls the Secret ID; unique within its app and kind
     * @param name the thumbprint of a certificate that has no other; empty if there is none
     * @param hint the first three characters of a secret's value; empty for a certificate
     * @param start to the millisecond, like the end
     * @param end in 9999 if Entra tells none
     */
    record Key(
            AppRef app,
            String keyId,
            Kind kind,
            Optional<String> name,
            Optional<String> hint,
            Instant start,
            Instant end) {

        /** All keys of an app that was just read; without certificates if none were asked for. */
        public static List<Key> of(AppRegistration app) {
            var ref = AppRef.of(app);
            var secrets = app.secrets().stream().map(secret -> of(ref, secret));
            var certificates = app.certificates().stream().map(it -> of(ref, it));
            return Stream.concat(secrets, certificates).toList();
        }

        /** One secret of it. */
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

        /** The portal once offered "never", which was 2299 and can be any year far away. */
        public static final Instant NEVER = Instant.parse("2099-01-01T00:00:00Z");

        /**
         * Whether it is managed by Microsoft Entra, and nobody may or need do anything about it.
         */
        public boolean isOfApplicationProxy() {
            return kind == Kind.SECRET && AppRegistration.Secret.isOfApplicationProxy(name);
        }

        /** Nobody is reminded of such a key; they stand on a list of their own. */
        public boolean neverExpires() {
            return !end.isBefore(NEVER);
        }
    }
}
