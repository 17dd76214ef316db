package dev.keydesk.unknown;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Marker;

import java.time.Instant;

/**
 * A key in Entra that carries the desk's marker, and of which the desk knows nothing.
 *
 * <pre>
 * Suspected ──▶ Reported ──▶ Gone
 *     └──▶ forgotten: it belongs to a request after all, or is no longer there
 * </pre>
 */
sealed interface UnknownKey {
    Found found();

    /** What Entra shows of it. */
    record Found(
            AppRef app,
            Marker marker,
            String keyId,
            String name,
            String hint,
            Instant start,
            Instant end) {

        static Found of(AppRegistration app, AppRegistration.Secret secret, Marker marker) {
            return new Found(
                    AppRef.of(app),
                    marker,
                    secret.keyId(),
                    secret.name().orElse(""),
                    secret.hint().orElse("?"),
                    secret.start(),
                    secret.end());
        }
    }

    /** Looked at again before anybody is told, since what was read may have been old already. */
    record Suspected(Found found, Instant lookAt) implements UnknownKey {
        Reported report(String because, Instant at) {
            return new Reported(found, because, at);
        }
    }

    /**
     * Those who run the desk are told, once.
     *
     * @param because why it belongs to nobody
     */
    record Reported(Found found, String because, Instant at) implements UnknownKey {
        Gone gone(Instant now) {
            return new Gone(found, at, now);
        }
    }

    /** It is no longer in Entra. */
    record Gone(Found found, Instant reportedAt, Instant at) implements UnknownKey {}
}
