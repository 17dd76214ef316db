package dev.keydesk.entra;

import dev.keydesk.entra.EntraFailure.Busy;
import dev.keydesk.entra.EntraFailure.NotAsked;
import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.EntraFailure.Unsure;
import dev.keydesk.network.Trouble;

import java.io.IOException;

/** Sorts everything that can go wrong on the way to Graph and back into the four failures. */
final class Failures {
    private static final String CONCURRENCY = "Directory_ConcurrencyViolation";

    private final Sentences sentences;

    Failures(Sentences sentences) {
        this.sentences = sentences;
    }

    /** There was an answer, and it was not a good one. */
    EntraFailure answered(Exchange exchange) {
        int status = exchange.status();
        if (askedTooSoon(exchange)) {
            return new Busy(exchange.facts(), exchange.retryAfter(), sentences.busy(exchange));
        }
        // A gateway says 408, and a redirect leads we do not know where: neither is Entra's "no".
        if (status < 400 || status == 408 || status >= 500 || isNotGraphs(exchange)) {
            return unsure(exchange, "HTTP " + status);
        }
        return new Refused(exchange.facts(), sentences.refused(exchange));
    }

    // Entra told of two changes at the same moment by 503 in 2022 and by 409 since, with one code.
    private static boolean askedTooSoon(Exchange exchange) {
        int status = exchange.status();
        return status == 409
                || status == 429
                || exchange.code().filter(CONCURRENCY::equals).isPresent();
    }

    // Any server on the way says 404; Graph says it with a code and with its own id of the call.
    private static boolean isNotGraphs(Exchange exchange) {
        var facts = exchange.facts();
        return exchange.status() == EntraFailure.NOT_FOUND
                && (facts.code().isEmpty() || facts.requestId().isEmpty());
    }

    /** There was no answer, or one that nobody can read. */
    EntraFailure broken(Exchange exchange, Throwable trouble) {
        var met = onTheWire(trouble);
        exchange.broke(met);
        if (!exchange.sent()) {
            return new NotAsked(exchange.facts(), sentences.notAsked(Trouble.in(trouble)));
        }
        return unsure(exchange, met.getClass().getSimpleName());
    }

    /** The answer came, said yes, and lacks what it must have. */
    Unsure incomplete(Exchange exchange, String lacking) {
        return unsure(exchange, lacking);
    }

    private Unsure unsure(Exchange exchange, String what) {
        return new Unsure(
                exchange.facts(), exchange.retryAfter(), sentences.unsure(exchange, what));
    }

    /** The SDK wraps what happened on the wire; what caused that in turn says less. */
    private static Throwable onTheWire(Throwable trouble) {
        return trouble.getCause() instanceof IOException cause ? cause : trouble;
    }
}
