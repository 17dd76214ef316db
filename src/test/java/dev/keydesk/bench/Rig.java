package dev.keydesk.bench;

import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The desk and the plain bot side by side, and one pretend Slack that people use and that delivers
 * to one or the other. Every delivery is signed when it is sent, and no two are the same.
 */
final class Rig implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final int NO_LIMIT = 1_000_000_000;

    private final Path folder;
    private final List<AppRegistration> apps;
    private final Colleagues colleagues;
    private final SimulatedSlack slack;
    private final PlainSlack forms;
    private final Letters letters;
    private final PagedGraph graph;
    private final RealDesk desk;
    private final PlainBot plain;

    /** Who gets the deliveries. */
    enum Side {
        DESK,
        PLAIN
    }

    Rig(Path folder, int people, List<AppRegistration> apps) throws SQLException {
        this.folder = folder;
        this.apps = apps;
        colleagues = Colleagues.so(people);
        slack = new SimulatedSlack(colleagues.workspace(), InstantSource.system());
        slack.start(0);
        for (var method : List.of("users.info", "chat.postMessage", "chat.update")) {
            slack.limits().perMinute(method, NO_LIMIT);
        }
        forms = new PlainSlack(slack);
        letters = new Letters(colleagues.workspace());
        graph = new PagedGraph(apps);
        desk = new RealDesk(folder, colleagues, slack, forms.apiUrl(), graph);
        plain = new PlainBot(folder, slack.signingSecret(), apps);
    }

    /** Starts the desk, and returns once it has read all apps. */
    void awaitReady() {
        desk.start();
        var question = HttpRequest.newBuilder(desk.ready()).build();
        try (var http = HttpClient.newHttpClient()) {
            await(() -> status(http, question) == 200);
        }
    }

    private static int status(HttpClient http, HttpRequest question) {
        try {
            return http.send(question, BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns once no job of a click is left. */
    void awaitSettled() {
        await(desk::isSettled);
    }

    private static void await(BooleanSupplier wanted) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the desk took too long");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private UserId person(int caller) {
        return colleagues.all().get(caller).id();
    }

    /** The command opens its form before it is acknowledged, so the time holds a call to Slack. */
    long commands(int caller) {
        return send(desk.events(), letters.command(person(caller)));
    }

    /** So many people with a link each; whoever wants them closes them. */
    Visitors visitors(int many) throws SQLException {
        return new Visitors(folder, desk.events().resolve("/"), many, person(0), apps);
    }

    /** A letter of the same length to a page that only checks the signature. */
    long posts(int caller) {
        return send(plain.signed(), letters.command(person(caller)));
    }

    long clicks(int caller) {
        return send(desk.events(), letters.click(person(caller)));
    }

    /** The same letter to a page that keeps it in SQLite. */
    long stores(int caller) {
        return send(plain.stored(), letters.click(person(caller)));
    }

    long suggests(Side side, int caller, String typed) {
        var to =
                switch (side) {
                    case DESK -> desk.events();
                    case PLAIN -> plain.suggested();
                };
        return send(to, letters.typed(person(caller), typed));
    }

    /** Not Slack's: the signature is that of another letter. */
    long forgeries(Side side, int caller) {
        var to =
                switch (side) {
                    case DESK -> desk.events();
                    case PLAIN -> plain.signed();
                };
        var now = InstantSource.system().instant();
        var body = letters.command(person(caller));
        slack.deliverTo(to);
        var reply = slack.raw(body, slack.sign(letters.command(person(caller)), now));
        if (reply.status() != UNAUTHORIZED) {
            throw new IllegalStateException("not refused: " + reply.status());
        }
        return reply.took().toNanos();
    }

    private long send(URI to, byte[] body) {
        slack.deliverTo(to);
        return took(slack.raw(body, slack.sign(body, InstantSource.system().instant())));
    }

    private static long took(ActionReply reply) {
        if (!reply.fine()) {
            throw new IllegalStateException("not acknowledged: " + reply.problem());
        }
        return reply.took().toNanos();
    }

    @Override
    public void close() throws SQLException {
        plain.close();
        desk.close();
        graph.close();
        forms.close();
        slack.close();
    }
}
