package dev.keydesk.sandbox;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Response.CompleteListener;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A reverse proxy before the company's Keydesk, like a load balancer in production: people use its
 * address, and it knows the nodes. The nodes take turns, and one that does not listen is skipped. A
 * request that a node may have received is never sent to another, because it could be done twice.
 *
 * <p>It passes on only requests of the one-time link and charts for Slack. It listens on this
 * machine only, and logs no path, header or body.
 */
public final class Gateway implements AutoCloseable {
    private static final List<String> OPEN_TO_PEOPLE = List.of("/pick-up/", "/page/", "/months/");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String BOT = Gateway.class.getName() + ".bot";

    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean losesNext = new AtomicBoolean();
    private final LoopbackServer server;
    private volatile List<URI> bots = List.of();

    /** Listens on any free port, so that the address is known before Keydesk starts. */
    public Gateway() {
        server = LoopbackServer.handling(0, new Proxy());
    }

    /** Returns the address that people use, without a path. */
    public URI address() {
        return server.address();
    }

    /** From now on these nodes take turns; requests in progress are finished. */
    public void leadTo(List<URI> addresses) {
        bots = List.copyOf(addresses);
    }

    /**
     * Drops the next answer to a POST: Keydesk has done its work, and the caller is disconnected.
     * Images and scripts that a browser fetches are not affected.
     */
    public void loseNextAnswer() {
        losesNext.set(true);
    }

    /** A path with {@code ..} would lead to pages that are not public. */
    private static boolean isOpenToPeople(String path) {
        return OPEN_TO_PEOPLE.stream().anyMatch(path::startsWith)
                && !Arrays.asList(path.split("/", -1)).contains("..");
    }

    private Optional<URI> listeningBot() {
        var now = bots;
        int first = turn.getAndIncrement();
        return IntStream.range(0, now.size())
                .mapToObj(next -> now.get(Math.floorMod(first + next, now.size())))
                .filter(Gateway::isListening)
                .findFirst();
    }

    private static boolean isListening(URI bot) {
        try (var line = new Socket(bot.getHost(), bot.getPort())) {
            return line.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static void say(HttpCall call, int status, String sentence) {
        call.answer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), sentence + "\n");
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Proxy extends ProxyHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            var call = new HttpCall(request, response, callback);
            try {
                if (isOpenToPeople(call.path())) {
                    passOn(request, response, callback);
                } else {
                    say(call, 404, "There is nothing here.");
                }
            } catch (IllegalArgumentException _) {
                say(call, 400, "That is not a request for a desk.");
            }
            return true;
        }

        private void passOn(Request request, Response response, Callback callback) {
            var bot = listeningBot();
            if (bot.isPresent()) {
                request.setAttribute(BOT, bot.get());
                super.handle(request, response, callback);
            } else {
                nobodyAnswers(request, response, callback);
            }
        }

        private void nobodyAnswers(Request request, Response response, Callback callback) {
            say(
                    new HttpCall(request, response, callback),
                    502,
                    "The desk does not answer. Try again in a minute.");
        }

        @Override
        protected void configureHttpClient(HttpClient client) {
            super.configureHttpClient(client);
            client.setIdleTimeout(PATIENCE.toMillis());
            // The caller's own header stays.
            client.setUserAgentField(null);
        }

        @Override
        protected HttpURI rewriteHttpURI(Request request) {
            return HttpURI.from(request.getAttribute(BOT) + request.getHttpURI().getPathQuery());
        }

        @Override
        protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request toBot) {
            var callers =
                    Stream.concat(
                                    request
                                            .getHeaders()
                                            .getFields(HttpHeader.X_FORWARDED_FOR)
                                            .stream()
                                            .map(field -> field.getValue()),
                                    Stream.of(Request.getRemoteAddr(request)))
                            .collect(Collectors.joining(", "));
            toBot.headers(headers ->
                    headers.put(HttpHeader.X_FORWARDED_FOR, callers)
                            // A pooled connection to a node that has ended could lose a request.
                            .put(HttpHeader.CONNECTION, "close"));
        }

        @Override
        protected CompleteListener newServerToProxyResponseListener(
                Request request,
                org.eclipse.jetty.client.Request toBot,
                Response response,
                Callback callback) {
            return request.getMethod().equals("POST") && losesNext.getAndSet(false)
                    ? _ -> new HttpCall(request, response, callback).hangUp()
                    : super.newServerToProxyResponseListener(request, toBot, response, callback);
        }

        @Override
        protected void onServerToProxyResponseFailure(
                Request request,
                org.eclipse.jetty.client.Request toBot,
                org.eclipse.jetty.client.Response ofBot,
                Response response,
                Callback callback,
                Throwable failure) {
            if (response.isCommitted()) {
                callback.failed(failure);
            } else {
                nobodyAnswers(request, response, callback);
            }
        }
    }
}
