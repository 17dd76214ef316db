package dev.keydesk.entra;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call to Entra that brought nothing, sorted by the one question that matters: may it have taken
 * effect all the same?
 *
 * <p>The message is a sentence for people. It never quotes an answer's body or a token, and there
 * is no cause, because the libraries below put both into the messages of theirs. What an operator
 * needs to find the call again is in {@link #facts()}.
 */
public abstract sealed class EntraFailure extends RuntimeException {

    /**
     * What the log line says about the call.
     *
     * @param call which of our calls, such as {@code addPassword}
     * @param status the HTTP status, if there was an answer
     * @param code Entra's code, such as {@code Directory_ConcurrencyViolation} or {@code
     *     AADSTS7000215}, or the kind of network trouble, such as {@code SocketTimeoutException}
     * @param requestId Microsoft's own id of the call, which their support asks for
     * @param clientRequestId our id of the call, sent along with it; Microsoft can find it too
     */
    public record Facts(
            String call,
            OptionalInt status,
            Optional<String> code,
            Optional<String> requestId,
            String clientRequestId) {}

    /** See https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy */
    static final String LIFETIME_REFUSED = "CredentialInvalidLifetimeAsPerAppPolicy";

    static final int NOT_FOUND = 404;

    /** How Graph says that there is no such thing; other 404s speak of something else. */
    private static final String NO_SUCH_THING = "Request_ResourceNotFound";

    private final transient Facts facts;

    private EntraFailure(Facts facts, String sentence) {
        super(sentence);
        this.facts = facts;
    }

    public Facts facts() {
        return facts;
    }

    /** Whether a policy of the tenant, or of the app, lets no secret live so long. */
    public boolean isLifetimeRefusal() {
        return facts.code().filter(LIFETIME_REFUSED::equals).isPresent();
    }

    /** What happened, what did not, and what to do next; fit to be shown to people. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Entra said no: nothing was changed, and asking the same again brings the same. */
    public static final class Refused extends EntraFailure {
        Refused(Facts facts, String sentence) {
            super(facts, sentence);
        }

        public int status() {
            return facts().status().orElse(0);
        }

        public Optional<String> code() {
            return facts().code();
        }

        /** Graph itself says that there is no such thing, which a later look may not confirm. */
        boolean saysNotThere() {
            return status() == NOT_FOUND && code().filter(NO_SUCH_THING::equals).isPresent();
        }
    }

    /** Nothing was changed; the same may be asked later. */
    public static final class Busy extends EntraFailure {
        private final transient Optional<Duration> retryAfter;

        Busy(Facts facts, Optional<Duration> retryAfter, String sentence) {
            super(facts, sentence);
            this.retryAfter = retryAfter;
        }

        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** The request never left us: no token, no connection. Nothing was changed. */
    public static final class NotAsked extends EntraFailure {
        NotAsked(Facts facts, String sentence) {
            super(facts, sentence);
        }
    }

    /** The request may have taken effect, and nobody has told us; for a read, simply no answer. */
    public static final class Unsure extends EntraFailure {
        private final transient Optional<Duration> retryAfter;

        Unsure(Facts facts, Optional<Duration> retryAfter, String sentence) {
            super(facts, sentence);
            this.retryAfter = retryAfter;
        }

        /** How long Entra asked us to wait, where it said so. */
        Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }
}
