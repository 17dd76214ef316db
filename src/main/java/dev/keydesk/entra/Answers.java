package dev.keydesk.entra;

import okhttp3.Interceptor;
import okhttp3.Response;

import java.io.IOException;
import java.time.InstantSource;

/**
 * Reads each answer before the SDK does, and turns every refusal into a failure of ours.
 *
 * <p>The SDK's own errors cannot be relied on: an empty error body makes {@code getMessage()} throw
 * a null pointer, and a web page throws a JSON error that has lost the status.
 */
final class Answers implements Interceptor {
    private final Failures failures;
    private final InstantSource clock;
    private final ServerClock serverClock;

    Answers(Failures failures, InstantSource clock, ServerClock serverClock) {
        this.failures = failures;
        this.clock = clock;
        this.serverClock = serverClock;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = chain.request();
        var exchange = request.tag(Exchange.class);
        if (exchange == null) {
            throw new IllegalStateException("a call to Graph without its exchange");
        }
        var asked = clock.instant();
        var response =
                chain.proceed(
                        request.newBuilder()
                                .header("client-request-id", exchange.clientRequestId())
                                .header("User-Agent", "keydesk")
                                .build());
        var answer = Answer.of(response, clock);
        exchange.answered(answer);
        serverClock.answered(answer, asked);
        if (response.isSuccessful()) {
            return response;
        }
        response.close();
        throw failures.answered(exchange);
    }

    /**
     * Sits behind the connection, where a request is about to be written: what fails before it was
     * never asked, whatever the exception is called.
     */
    static final class AtTheWire implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            var exchange = chain.request().tag(Exchange.class);
            if (exchange != null) {
                exchange.markSent();
            }
            return keptFromRepeating(chain.proceed(chain.request()));
        }

        // OkHttp repeats any request, a POST too, that is answered 503 with "Retry-After: 0", and
        // no setting turns that off.
        private static Response keptFromRepeating(Response response) {
            return response.code() == 503 && "0".equals(response.header("Retry-After"))
                    ? response.newBuilder().header("Retry-After", "1").build()
                    : response;
        }
    }
}
