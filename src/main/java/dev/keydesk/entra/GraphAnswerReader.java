package dev.keydesk.entra;

import okhttp3.Interceptor;
import okhttp3.Response;

import java.io.IOException;
import java.time.InstantSource;

/**
 * Reads each answer before the SDK does, and turns every refusal into an {@link EntraFailure}.
 *
 * <p>The SDK's own errors are not reliable: an empty error body makes {@code getMessage()} throw a
 * null pointer exception, and a web page causes a JSON error without the status.
 */
final class GraphAnswerReader implements Interceptor {
    private final FailureClassifier failureClassifier;
    private final InstantSource clock;
    private final ServerClock serverClock;

    GraphAnswerReader(
            FailureClassifier failureClassifier, InstantSource clock, ServerClock serverClock) {
        this.failureClassifier = failureClassifier;
        this.clock = clock;
        this.serverClock = serverClock;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = chain.request();
        var graphCallContext = request.tag(GraphCallContext.class);
        if (graphCallContext == null) {
            throw new IllegalStateException("a call to Graph without its exchange");
        }
        var asked = clock.instant();
        var response =
                chain.proceed(
                        request.newBuilder()
                                .header("client-request-id", graphCallContext.clientRequestId())
                                .header("User-Agent", "keydesk")
                                .build());
        var answer = GraphAnswer.of(response, clock);
        graphCallContext.answered(answer);
        serverClock.answered(answer, asked);
        if (response.isSuccessful()) {
            return response;
        }
        response.close();
        throw failureClassifier.answered(graphCallContext);
    }

    /**
     * Runs after the connection is made, just before the request is written: what fails before this
     * point was never sent, whatever the exception is called.
     */
    static final class AtTheWire implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            var graphCallContext = chain.request().tag(GraphCallContext.class);
            if (graphCallContext != null) {
                graphCallContext.markSent();
            }
            return keptFromRepeating(chain.proceed(chain.request()));
        }

        // OkHttp repeats any request, even a POST, that is answered 503 with "Retry-After: 0", and
        // no setting turns that off.
        private static Response keptFromRepeating(Response response) {
            return response.code() == 503 && "0".equals(response.header("Retry-After"))
                    ? response.newBuilder().header("Retry-After", "1").build()
                    : response;
        }
    }
}
