package dev.keydesk.entra;

import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;

import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.EntraFailure.Unsure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.function.Supplier;

/** Runs a call through the SDK and turns every exception into an {@link EntraFailure}. */
final class GraphExecutor {
    private static final int TOKEN_REFUSED = 401;

    private final CachedToken token;
    private final FailureClassifier failureClassifier;

    GraphExecutor(CachedToken token, FailureClassifier failureClassifier) {
        this.token = token;
        this.failureClassifier = failureClassifier;
    }

    /** Returns the answer; null if it has no body. */
    <T> @Nullable T ask(GraphCallContext graphCallContext, Supplier<@Nullable T> call) {
        try {
            return call.get();
        } catch (Refused refused) {
            if (refused.status() == TOKEN_REFUSED) {
                token.forget();
            }
            throw refused;
        } catch (EntraFailure ours) {
            throw ours;
        } catch (RuntimeException theirs) {
            // An I/O error comes as a bare RuntimeException, a web page as Gson's; neither says
            // more than the call's context, and both quote what they read.
            throw failureClassifier.broken(graphCallContext, theirs);
        }
    }

    /** Reads the answer as it streams in, without the SDK's objects. */
    <T> T stream(
            GraphCallContext graphCallContext,
            RequestAdapter adapter,
            RequestInformation request,
            FromStream<T> reader) {
        T read =
                ask(
                        graphCallContext,
                        () -> {
                            var in =
                                    adapter.sendPrimitive(
                                            request, new HashMap<>(), InputStream.class);
                            return in == null ? null : readAll(in, reader);
                        });
        if (read == null) {
            throw failureClassifier.incomplete(graphCallContext, "an empty answer");
        }
        return read;
    }

    private static <T> T readAll(InputStream in, FromStream<T> reader) {
        try (in) {
            return reader.read(in);
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    /** Reads a value from the bytes of an answer. */
    @FunctionalInterface
    interface FromStream<T> {
        T read(InputStream in) throws IOException;
    }

    Unsure incomplete(GraphCallContext graphCallContext, String lacking) {
        return failureClassifier.incomplete(graphCallContext, lacking);
    }
}
