package dev.keydesk.entra;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A failed call to Entra. Its type answers the question that matters: may the call have taken
 * effect all the same?
 *
 * <p>The message is a sentence for people. It never quotes the body of an answer or a token. There
 * is no cause, because the messages of the libraries below contain both. {@link #facts()} has what
 * an operator needs to find the call.
 */
public abstract sealed class EntraFailure extends RuntimeException {

    /**
     * The facts for the log line about the call.
     *
     * @param call the name of the call, such as {@code addPassword}
     * @param status the HTTP status, if there was an answer
     * @param code Entra's code, such as {@code Directory_ConcurrencyViolation} or {@code
     *     AADSTS7000215}, or the kind of network trouble, such as {@code SocketTimeoutException}
     * @param requestId Microsoft's id of the call, which their support asks for
     * @param clientRequestId Keydesk's id of the call, which was sent along; Microsoft can find it
     *     too
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

    /** Graph's code for an object that does not exist; other 404s mean something else. */
    private static final String NO_SUCH_THING = "Request_ResourceNotFound";

    private final transient Facts facts;

    private EntraFailure(Facts facts, String sentence) {
        super(sentence);
        this.facts = facts;
    }

    public Facts facts() {
        return facts;
    }

    /** Returns whether a policy of the tenant or of the app does not allow so long a lifetime. */
    public boolean isLifetimeRefusal() {
        return facts.code().filter(LIFETIME_REFUSED::equals).isPresent();
    }

    /** Returns what happened, what did not, and what to do next; fit to be shown to people. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Entra refused: nothing was changed, and the same call gets the same answer. */
    public static final class Refused extends EntraFailure {
        Refused(Facts facts, String sentence) {
            super(facts, sentence);
        }

        /** Returns the HTTP status. */
        public int status() {
            return facts().status().orElse(0);
        }

        /** Returns Entra's code, if there was one. */
        public Optional<String> code() {
            return facts().code();
        }

        /**
         * Returns whether Graph itself says that the object does not exist; a later look may find
         * it.
         */
        boolean saysNotThere() {
            return status() == NOT_FOUND && code().filter(NO_SUCH_THING::equals).isPresent();
        }
    }

    /** Nothing was changed; the same call may succeed later. */
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

    /**
     * The request was not sent, because there is no token or no connection. Nothing was changed.
     */
    public static final class NotAsked extends EntraFailure {
        NotAsked(Facts facts, String sentence) {
            super(facts, sentence);
        }
    }

    /**
     * The request may have taken effect, and no answer tells. For a read it simply means no answer.
     */
    public static final class Unsure extends EntraFailure {
        private final transient Optional<Duration> retryAfter;

        Unsure(Facts facts, Optional<Duration> retryAfter, String sentence) {
            super(facts, sentence);
            this.retryAfter = retryAfter;
        }

        /** Returns how long Entra asked to wait, if it did. */
        Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }
}
