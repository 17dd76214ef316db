package dev.keydesk.sandbox;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bots behind the gateway. They take turns, and one that does not listen is passed over; what
 * one of them may have heard is never said to another, for it could be done twice.
 */
final class Bots implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<URI> addresses;
    private final Optional<HttpClient> line;
    private final AtomicInteger turn = new AtomicInteger();

    private Bots(List<URI> addresses, Optional<HttpClient> line) {
        this.addresses = List.copyOf(addresses);
        this.line = line;
    }

    static Bots none() {
        return new Bots(List.of(), Optional.empty());
    }

    static Bots at(List<URI> addresses) {
        var line =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        return new Bots(addresses, Optional.of(line));
    }

    /** Nothing if nobody answered. */
    Optional<HttpResponse<byte[]>> ask(PassedOn request) throws InterruptedException {
        int first = turn.getAndIncrement();
        for (int next = 0; next < addresses.size(); next++) {
            var bot = addresses.get(Math.floorMod(first + next, addresses.size()));
            try {
                return Optional.of(ask(bot, request));
            } catch (ConnectException _) {
                // Nobody is there, and nothing was said yet: the next one may be asked.
            } catch (IOException _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private HttpResponse<byte[]> ask(URI bot, PassedOn request)
            throws IOException, InterruptedException {
        return line.orElseThrow().send(request.to(bot, PATIENCE), BodyHandlers.ofByteArray());
    }

    /** Finishes what is under way, and takes nothing new. */
    void retire() {
        line.ifPresent(HttpClient::shutdown);
    }

    @Override
    public void close() {
        line.ifPresent(HttpClient::shutdownNow);
    }
}
