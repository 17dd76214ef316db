package dev.keydesk.entra;

import dev.keydesk.entra.EntraFailure.Busy;
import dev.keydesk.entra.EntraFailure.NotAsked;
import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.EntraFailure.Unsure;
import dev.keydesk.network.NetworkTrouble;

import java.io.IOException;

/**
 * Sorts everything that can go wrong with a call to Graph into the four kinds of {@link
 * EntraFailure}.
 */
final class FailureClassifier {
    private static final String CONCURRENCY = "Directory_ConcurrencyViolation";

    private final EntraErrorMessages entraErrorMessages;

    FailureClassifier(EntraErrorMessages entraErrorMessages) {
        this.entraErrorMessages = entraErrorMessages;
    }

    /** There was an answer, and it was not a success. */
    EntraFailure answered(GraphCallContext graphCallContext) {
        int status = graphCallContext.status();
        if (askedTooSoon(graphCallContext)) {
            return new Busy(
                    graphCallContext.facts(),
                    graphCallContext.retryAfter(),
                    entraErrorMessages.busy(graphCallContext));
        }
        // A gateway says 408, and a redirect leads to an unknown place: neither is a refusal by
        // Entra.
        if (status < 400 || status == 408 || status >= 500 || isNotGraphs(graphCallContext)) {
            return unsure(graphCallContext, "HTTP " + status);
        }
        return new Refused(graphCallContext.facts(), entraErrorMessages.refused(graphCallContext));
    }

    // Entra reported two changes at the same moment by 503 in 2022 and by 409 since, with one code.
    private static boolean askedTooSoon(GraphCallContext graphCallContext) {
        int status = graphCallContext.status();
        return status == 409
                || status == 429
                || graphCallContext.code().filter(CONCURRENCY::equals).isPresent();
    }

    // Any server on the way can say 404; Graph says it with a code and with its own request id.
    private static boolean isNotGraphs(GraphCallContext graphCallContext) {
        var facts = graphCallContext.facts();
        return graphCallContext.status() == EntraFailure.NOT_FOUND
                && (facts.code().isEmpty() || facts.requestId().isEmpty());
    }

    /** There was no answer, or one that cannot be read. */
    EntraFailure broken(GraphCallContext graphCallContext, Throwable trouble) {
        var met = onTheWire(trouble);
        graphCallContext.broke(met);
        if (!graphCallContext.sent()) {
            return new NotAsked(
                    graphCallContext.facts(),
                    entraErrorMessages.notAsked(NetworkTrouble.find(trouble)));
        }
        return unsure(graphCallContext, met.getClass().getSimpleName());
    }

    /** The answer is a success, but a required part is missing. */
    Unsure incomplete(GraphCallContext graphCallContext, String lacking) {
        return unsure(graphCallContext, lacking);
    }

    private Unsure unsure(GraphCallContext graphCallContext, String what) {
        return new Unsure(
                graphCallContext.facts(),
                graphCallContext.retryAfter(),
                entraErrorMessages.unsure(graphCallContext, what));
    }

    /** The SDK wraps what happened on the wire; deeper causes say less. */
    private static Throwable onTheWire(Throwable trouble) {
        return trouble.getCause() instanceof IOException cause ? cause : trouble;
    }
}
