package dev.keydesk.orphans;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Marker;

import java.time.Instant;
import java.util.Optional;

/**
 * A key in Entra that carries the desk's marker, and of which the desk knows nothing.
 *
 * <pre>
 * Suspected ──▶ Reported ──▶ Gone
 *     │  ▲                      │
 *     │  └──────────────────────┘ an app registration comes back from the recycle bin with its keys
 *     └──▶ forgotten: it belongs to a request after all, or is no longer there
 * </pre>
 */
sealed interface OrphanedSecret {
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

    /**
     * Looked at again before anybody is told, since what was read may have been old already.
     *
     * @param reportedAt when those who run the desk were told of it before, if they were
     */
    record Suspected(Found found, Instant lookAt, Optional<Instant> reportedAt)
            implements OrphanedSecret {
        static Suspected first(Found found, Instant lookAt) {
            return new Suspected(found, lookAt, Optional.empty());
        }

        /** It was only seen once more, by a read that was behind. */
        Optional<Gone> stillGone(Instant now) {
            return reportedAt.map(told -> new Gone(found, told, now));
        }

        Reported report(String because, Instant at) {
            return new Reported(found, because, at);
        }
    }

    /**
     * Those who run the desk are told, once.
     *
     * @param because why it belongs to nobody
     */
    record Reported(Found found, String because, Instant at) implements OrphanedSecret {
        Gone gone(Instant now) {
            return new Gone(found, at, now);
        }

        /** Nobody could use it any more when they were told. */
        boolean hadEnded() {
            return !found.end().isAfter(at);
        }
    }

    /** It is no longer in Entra. */
    record Gone(Found found, Instant reportedAt, Instant at) implements OrphanedSecret {
        Suspected seenAgain(Found now, Instant lookAt) {
            return new Suspected(now, lookAt, Optional.of(reportedAt));
        }
    }
}
