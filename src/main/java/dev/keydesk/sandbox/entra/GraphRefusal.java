package dev.keydesk.sandbox.entra;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Graph refuses a call. The codes are Microsoft's, and clients depend on them; the messages are
 * Microsoft's too where they are public.
 */
final class GraphRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String POLICY = "00000000-0000-0000-0000-000000000000";

    private final int status;
    private final String code;
    private final transient List<Detail> details;
    private final transient Optional<Duration> retryAfter;

    GraphRefusal(int status, String code, String message, Detail... details) {
        this(status, code, message, Optional.empty(), details);
    }

    private GraphRefusal(
            int status,
            String code,
            String message,
            Optional<Duration> retryAfter,
            Detail... details) {
        // The stack trace of a refusal is not needed: it is an answer.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
        this.details = List.of(details);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    List<Detail> details() {
        return details;
    }

    static GraphRefusal invalidToken(String message) {
        return new GraphRefusal(401, "InvalidAuthenticationToken", message);
    }

    static GraphRefusal denied() {
        return new GraphRefusal(
                403,
                "Authorization_RequestDenied",
                "Insufficient privileges to complete the operation.");
    }

    static GraphRefusal notFound(String id) {
        return new GraphRefusal(
                404,
                "Request_ResourceNotFound",
                "Resource '%s' does not exist or one of its queried reference-property objects are not present."
                        .formatted(id));
    }

    static GraphRefusal badRequest(String message) {
        return new GraphRefusal(400, "Request_BadRequest", message);
    }

    /** Returns the refusal of a request that is malformed before Entra looks at it. */
    static GraphRefusal malformed(String message) {
        return new GraphRefusal(400, "BadRequest", message);
    }

    static GraphRefusal unsupportedQuery(String message) {
        return new GraphRefusal(400, "Request_UnsupportedQuery", message);
    }

    static GraphRefusal throttled(Duration retryAfter) {
        return new GraphRefusal(
                429, "TooManyRequests", "Too Many Requests", Optional.of(retryAfter));
    }

    static GraphRefusal concurrentChange() {
        return new GraphRefusal(
                409,
                "Directory_ConcurrencyViolation",
                "Error due to concurrent requests being made to the tenant. Please wait briefly and"
                        + " retry.");
    }

    static GraphRefusal tooManySecrets(int most) {
        return new GraphRefusal(
                400,
                "TooManyAppPasswords",
                "Not allowed to add %s passwords. You can only add a maximum of %s passwords."
                        .formatted(most + 1, most),
                new Detail("TooManyAppPasswords", Optional.empty(), "passwordCredentials"));
    }

    static GraphRefusal secretsForbidden() {
        return new GraphRefusal(
                400,
                "CredentialTypeNotAllowedAsPerAppPolicy",
                "Credential type is not allowed as per assigned policy '%s'.".formatted(POLICY));
    }

    static GraphRefusal lifetimeTooLong() {
        var message =
                "Credential lifetime exceeds the max value allowed as per assigned policy '%s'."
                        .formatted(POLICY);
        return new GraphRefusal(
                400,
                "CredentialInvalidLifetimeAsPerAppPolicy",
                message,
                new Detail("InvalidKeyEndDate", Optional.of(message), "EndDate"));
    }

    /** A detail inside an error. */
    record Detail(String code, Optional<String> message, String target) {}
}
