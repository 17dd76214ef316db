package dev.keydesk.orphans;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Marker;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret in Entra that carries Keydesk's marker and belongs to no known request.
 *
 * <pre>
 * Suspected ──▶ Reported ──▶ Gone
 *     │  ▲                      │
 *     │  └──────────────────────┘ an app registration is restored from the recycle bin with its secrets
 *     └──▶ forgotten: it belongs to a request after all, or is no longer there
 * </pre>
 */
sealed interface OrphanedSecret {
    /** Returns what Entra shows of it. */
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
     * It is looked at again before the operators are told, because the first read may have been
     * outdated.
     *
     * @param reportedAt when the operators were told before; empty if they were not
     */
    record Suspected(Found found, Instant lookAt, Optional<Instant> reportedAt)
            implements OrphanedSecret {
        static Suspected first(Found found, Instant lookAt) {
            return new Suspected(found, lookAt, Optional.empty());
        }

        /** A read that lagged behind has shown it once more. */
        Optional<Gone> stillGone(Instant now) {
            return reportedAt.map(told -> new Gone(found, told, now));
        }

        Reported report(String because, Instant at) {
            return new Reported(found, because, at);
        }
    }

    /**
     * The operators were told, once.
     *
     * @param reason why it belongs to no request
     */
    record Reported(Found found, String reason, Instant reportedAt) implements OrphanedSecret {
        Gone gone(Instant now) {
            return new Gone(found, reportedAt, now);
        }

        /** Returns whether it had expired when the operators were told. */
        boolean hadEnded() {
            return !found.end().isAfter(reportedAt);
        }
    }

    /** It is no longer in Entra. */
    record Gone(Found found, Instant reportedAt, Instant goneAt) implements OrphanedSecret {
        Suspected seenAgain(Found now, Instant lookAt) {
            return new Suspected(now, lookAt, Optional.of(reportedAt));
        }
    }
}
