package dev.keydesk.web;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.Graceful;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Limits what callers can occupy before Keydesk knows who they are: connections, bytes of bodies,
 * and the time a body takes.
 *
 * <p>If there are too many, the connection is closed that has kept Keydesk waiting longest: for a
 * request, for the rest of a body, or for its answer to be read. Slack sends a request at once and
 * waits for the answer, so it is never that one; connections that a proxy keeps open for the next
 * request come last. Jetty's {@code NetworkConnectionLimit} stops accepting instead, and then a few
 * hundred silent callers keep everybody else out. Limits by address do not help, because Slack's
 * requests come from many addresses, or all from one proxy.
 *
 * <p>The body of a refused request is read to its end, within the same limits, because a connection
 * that is closed during a body loses the answer.
 */
final class ConnectionLimits extends Handler.Wrapper implements Connection.Listener, Graceful {
    /** Each takes at most 20 to 40 kB before its request is known. */
    static final int MOST_CONNECTIONS = 2000;

    /** Sixteen of Slack's largest requests at once; a body is in memory twice while it is read. */
    static final long MOST_BYTES = 16L * 1024 * 1024;

    /** Nearly all of Slack's requests are smaller; no connection is closed for so few bytes. */
    static final int FEW_BYTES = 16 * 1024;

    /** Slack itself gives up after three seconds, and reading the body is only the beginning. */
    static final Duration BODY_TIME = Duration.ofSeconds(3);

    /**
     * The page and its files are nine. A caller may send many requests at once without reading an
     * answer, and has to connect again for more.
     */
    static final int MOST_REQUESTS = 20;

    /**
     * As much as the longest body that is accepted; a client that sends more does not read answers.
     */
    private static final long MOST_LEFTOVERS = 1024 * 1024;

    private final int mostConnections;
    private final long mostBytes;
    private final Map<Connection, Caller> callers = new HashMap<>();

    /** Connections in the middle of a request or an answer, longest waiting first. */
    private final Set<Caller> waitedFor = new LinkedHashSet<>();

    /** Idle connections, longest waiting first. */
    private final Set<Caller> kept = new LinkedHashSet<>();

    private long bytes;
    private volatile boolean isShutdown;

    ConnectionLimits(Handler next) {
        this(next, MOST_CONNECTIONS, MOST_BYTES);
    }

    ConnectionLimits(Handler next, int mostConnections, long mostBytes) {
        super(next);
        this.mostConnections = mostConnections;
        this.mostBytes = mostBytes;
    }

    private static final class Caller {
        private final Connection connection;
        private long bytes;
        private int requests;

        private Caller(Connection connection) {
            this.connection = connection;
        }

        private void hangUp() {
            connection.getEndPoint().close(new EofException("closed to make room"));
        }
    }

    @Override
    public void onOpened(Connection connection) {
        opened(connection).ifPresent(Caller::hangUp);
    }

    /** Returns the connection to close for the new one, if there are too many. */
    private synchronized Optional<Caller> opened(Connection connection) {
        waitedFor.add(callers.computeIfAbsent(connection, Caller::new));
        return callers.size() > mostConnections
                ? Stream.concat(waitedFor.stream(), kept.stream()).findFirst().map(this::forget)
                : Optional.empty();
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        Optional.ofNullable(callers.get(connection)).ifPresent(this::forget);
    }

    private Caller forget(Caller caller) {
        callers.remove(caller.connection);
        work(caller);
        release(caller);
        return caller;
    }

    private synchronized Caller caller(Connection connection) {
        return callers.getOrDefault(connection, new Caller(connection));
    }

    private void awaitRest(Caller caller) {
        await(caller, waitedFor);
    }

    private synchronized void await(Caller caller, Set<Caller> place) {
        work(caller);
        if (callers.containsKey(caller.connection)) {
            place.add(caller);
        }
    }

    private synchronized void work(Caller caller) {
        waitedFor.remove(caller);
        kept.remove(caller);
    }

    /** Returns the connections to close, if these are too many bytes. */
    private synchronized Set<Caller> took(Caller caller, int count) {
        var gone = new LinkedHashSet<Caller>();
        if (callers.containsKey(caller.connection)) {
            caller.bytes += count;
            bytes += count;
            for (Iterator<Caller> all = waitedFor.iterator();
                    bytes > mostBytes && all.hasNext(); ) {
                var longest = all.next();
                if (longest.bytes > FEW_BYTES) {
                    all.remove();
                    gone.add(forget(longest));
                }
            }
        }
        return gone;
    }

    private synchronized void release(Caller caller) {
        bytes -= caller.bytes;
        caller.bytes = 0;
    }

    /** Callers keep idle connections open; waiting for them would only make stopping slow. */
    @Override
    public CompletableFuture<Void> shutdown() {
        isShutdown = true;
        keptOnes().forEach(Caller::hangUp);
        return CompletableFuture.completedFuture(null);
    }

    private synchronized List<Caller> keptOnes() {
        return List.copyOf(kept);
    }

    @Override
    public boolean isShutdown() {
        return isShutdown;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Fairness between callers is all that it is for.
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // Many requests may have come at once. Other threads that wait for a processor are next.
        Thread.yield();
        var caller = caller(request.getConnectionMetaData().getConnection());
        if (++caller.requests >= MOST_REQUESTS) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        var body = new Body(request, caller);
        Request.addCompletionListener(
                request,
                _ -> {
                    release(caller);
                    await(caller, kept);
                    if (isShutdown) {
                        caller.hangUp();
                    }
                });
        return super.handle(
                body, new Answer(body, response, caller), new WholeExchange(callback, body));
    }

    /** Counts the bytes of a body, and gives up if they come too slowly. */
    private final class Body extends Request.Wrapper {
        private final Caller caller;
        private volatile boolean isWhole;
        private volatile boolean isLeftover;
        private long leftovers;

        private Body(Request request, Caller caller) {
            super(request);
            this.caller = caller;
            this.isWhole =
                    request.getLength() <= 0
                            && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
            if (isWhole) {
                work(caller);
            } else {
                awaitRest(caller);
            }
        }

        @Override
        public Content.Chunk read() {
            if (!isWhole && isLate()) {
                return Content.Chunk.from(new TimeoutException("the body takes too long"), true);
            }
            var chunk = super.read();
            if (chunk != null && !Content.Chunk.isFailure(chunk)) {
                if (!isLeftover) {
                    took(caller, chunk.remaining()).forEach(Caller::hangUp);
                }
                if (chunk.isLast()) {
                    isWhole = true;
                    work(caller);
                }
            }
            return chunk;
        }

        private boolean isLate() {
            return NanoTime.since(getHeadersNanoTime()) > BODY_TIME.toNanos();
        }

        /** Returns whether the caller still sends a body that nobody reads. */
        private boolean hasLeftovers() {
            // Reading would tell a client that waits for "100 Continue" to go on.
            return !isWhole && !getHeaders().contains(HttpHeader.EXPECT);
        }

        /** Reads and discards the rest, up to a limit of time and length. */
        private void discard(Callback then) {
            isLeftover = true;
            while (true) {
                var chunk = read();
                if (chunk == null) {
                    demand(() -> discard(then));
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    then.succeeded();
                    return;
                }
                leftovers += chunk.remaining();
                chunk.release();
                if (chunk.isLast() || leftovers > MOST_LEFTOVERS) {
                    then.succeeded();
                    return;
                }
            }
        }
    }

    /** An answer; from its first byte on Keydesk waits for the caller again. */
    private final class Answer extends Response.Wrapper {
        private final Caller caller;

        private Answer(Request request, Response response, Caller caller) {
            super(request, response);
            this.caller = caller;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            awaitRest(caller);
            super.write(last, content, callback);
        }
    }

    private static final class WholeExchange extends Callback.Nested {
        private final Body body;

        private WholeExchange(Callback callback, Body body) {
            super(callback);
            this.body = body;
        }

        @Override
        public void succeeded() {
            if (body.hasLeftovers()) {
                body.discard(getCallback());
            } else {
                super.succeeded();
            }
        }
    }
}
