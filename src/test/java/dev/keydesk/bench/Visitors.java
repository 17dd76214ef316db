package dev.keydesk.bench;

import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.link.MadeLink;
import dev.keydesk.request.ApprovedBody;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People with a one-time link each, for as many apps, because changes of one app keep a distance.
 * Their requests are put into the database approved; everything from the press on is the real bot.
 */
final class Visitors implements AutoCloseable {
    private static final String REQUEST =
            """
            insert into secret_request
                   (ticket, version, state, body, requester, app, view_id, asked_at, moved_at)
            values (?, 1, 'Approved', ?, ?, ?, ?, ?, ?)
            """;

    private static final String LINK =
            """
            insert into link (id, ticket, token_hash, code_mac, made_at, good_until)
            values (?, ?, ?, ?, ?, ?)
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<MadeLink> links = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final URI desk;

    Visitors(Path folder, URI desk, int many, UserId who, List<AppRegistration> apps)
            throws SQLException {
        this.desk = desk;
        try (var database =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keydesk.db"))) {
            database.setAutoCommit(false);
            for (int number = 0; number < many; number++) {
                links.add(link(database, number, who, apps.get(number)));
            }
            database.commit();
        }
    }

    private static MadeLink link(Connection database, int number, UserId who, AppRegistration app)
            throws SQLException {
        var now = Instant.now();
        var ticket = "KD-%05d".formatted(number);
        var link = MadeLink.fresh();
        long millis = now.toEpochMilli();
        try (var request = database.prepareStatement(REQUEST);
                var row = database.prepareStatement(LINK)) {
            run(
                    request,
                    ticket,
                    ApprovedBody.of(ticket, who, app, now),
                    who.value(),
                    app.objectId(),
                    "bench-" + number,
                    millis,
                    millis);
            run(
                    row,
                    link.id(),
                    ticket,
                    link.tokenHash(),
                    link.codeMac(),
                    millis,
                    now.plus(Duration.ofHours(1)).toEpochMilli());
        }
        return link;
    }

    private static void run(PreparedStatement statement, Object... values) throws SQLException {
        for (int column = 0; column < values.length; column++) {
            statement.setObject(column + 1, values[column]);
        }
        statement.executeUpdate();
    }

    /** One more of them presses the button on the page, from an address of their own. */
    long picksUp() {
        int number = next.getAndIncrement();
        var link = links.get(number);
        var press =
                HttpRequest.newBuilder(desk.resolve("/pick-up/" + link.id()))
                        .header("Content-Type", "application/json")
                        .header("Origin", RealDesk.PUBLIC_URL)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header(
                                "X-Forwarded-For",
                                "198.51.%d.%d".formatted(number / 256, number % 256))
                        .POST(BodyPublishers.ofByteArray(link.press()))
                        .build();
        try {
            long from = System.nanoTime();
            var answer = http.send(press, BodyHandlers.ofString());
            long took = System.nanoTime() - from;
            if (!answer.body().startsWith("{\"outcome\":\"shown\"")) {
                throw new IllegalStateException("not shown, status " + answer.statusCode());
            }
            return took;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
