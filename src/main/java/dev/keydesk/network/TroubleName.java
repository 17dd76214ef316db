package dev.keydesk.network;

import okhttp3.Interceptor;
import okhttp3.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;

/**
 * Carries the network trouble beside OkHttp's exception, as a suppressed one, so that the exception
 * itself stays as it was.
 */
final class TroubleName extends Exception {
    private static final int DEEP_ENOUGH = 20;

    private final transient NetworkTrouble trouble;

    private TroubleName(NetworkTrouble trouble) {
        super(trouble.sentence(), null, false, false);
        this.trouble = trouble;
    }

    NetworkTrouble trouble() {
        return trouble;
    }

    static Optional<TroubleName> find(@Nullable Throwable failure) {
        @Nullable Throwable link = failure;
        for (int depth = 0; link != null && depth < DEEP_ENOUGH; depth++) {
            for (var beside : link.getSuppressed()) {
                if (beside instanceof TroubleName troubleName) {
                    return Optional.of(troubleName);
                }
            }
            link = link.getCause();
        }
        return Optional.empty();
    }

    /** Returns an interceptor that adds the network trouble to exceptions that pass through it. */
    static Interceptor interceptor(Network network) {
        return chain -> {
            try {
                return answer(chain);
            } catch (IOException failure) {
                // OkHttp cancels a call that took too long, and reports the time-out only later.
                var met = chain.call().isCanceled() ? new InterruptedIOException() : failure;
                network.pathTo(chain.request().url().uri())
                        .trouble(met)
                        .ifPresent(trouble -> failure.addSuppressed(new TroubleName(trouble)));
                throw failure;
            }
        };
    }

    private static Response answer(Interceptor.Chain chain) throws IOException {
        return chain.proceed(chain.request());
    }
}
