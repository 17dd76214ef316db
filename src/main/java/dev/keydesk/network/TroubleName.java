package dev.keydesk.network;

import okhttp3.Interceptor;
import okhttp3.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;

/**
 * The name of what closed a way. It travels beside the exception that OkHttp threw, as a suppressed
 * one, so that whoever looks at the exception itself sees what it always saw.
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

    static Optional<TroubleName> in(@Nullable Throwable failure) {
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

    /** Names what goes wrong on our ways, as it passes by. */
    static Interceptor along(Network network) {
        return chain -> {
            try {
                return answer(chain);
            } catch (IOException failure) {
                // OkHttp ends a call that took too long by cancelling it, and says so only later.
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
