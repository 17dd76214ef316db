package dev.keydesk.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.keydesk.config.ChannelId;
import dev.keydesk.sandbox.slack.MessageKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The desk's database as an auditor reads it: from outside, with SQL of the auditor's own. */
public final class Books implements AutoCloseable {
    private static final String REQUESTS =
            """
            select ticket, version, state, requester, view_id, body from secret_request
            """;

    private static final String MOVES =
            """
            select ticket, version, kind, actor, at
              from audit_event
             where ticket is not null
             order by number
            """;

    private static final String CLICKS =
            """
            select action, subject, by_user from interaction
            """;

    private static final String DUE =
            """
            select task_name, task_instance
              from scheduled_tasks
             where picked or execution_time <= ?
            """;

    private static final String TRIED_AGAIN =
            """
            select task_name, task_instance
              from scheduled_tasks
             where consecutive_failures > 0
                or task_instance like '%:card/%' or task_instance like '%:note/%'
            """;

    private static final String MESSAGES =
            """
            select subject, channel, ts from message where place = ?
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Connection database;
    private final boolean isPostgres;

    private Books(Connection database, boolean isPostgres) {
        this.database = database;
        this.isPostgres = isPostgres;
    }

    public static Books open(Database database) {
        try {
            return new Books(database.connect(), database.isPostgres());
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** A request as it is stored. */
    public record Row(
            String ticket,
            long version,
            String state,
            String requester,
            String viewId,
            JsonNode body) {
        public Optional<String> keyId() {
            return Optional.of(body.path("secret").path("keyId").asText())
                    .filter(id -> !id.isEmpty());
        }

        public String app() {
            return body.path("details").path("app").path("objectId").asText();
        }
    }

    /** One line of the audit log; its version is 0 if it moved nothing. */
    public record Line(String ticket, long version, String kind, String actor, Instant at) {}

    /** A click that has not been settled yet. */
    public record Unsettled(String action, String subject, String by) {}

    public List<Row> requests() {
        return read(
                REQUESTS,
                row ->
                        new Row(
                                row.getString("ticket"),
                                row.getLong("version"),
                                row.getString("state"),
                                row.getString("requester"),
                                row.getString("view_id"),
                                json(row.getString("body"))));
    }

    public Optional<Row> request(String ticket) {
        return requests().stream().filter(row -> row.ticket().equals(ticket)).findFirst();
    }

    public List<Line> audit() {
        return read(
                MOVES,
                row ->
                        new Line(
                                row.getString("ticket"),
                                row.getLong("version"),
                                row.getString("kind"),
                                row.getString("actor"),
                                Instant.ofEpochMilli(row.getLong("at"))));
    }

    public List<Unsettled> clicks() {
        return read(
                CLICKS,
                row ->
                        new Unsettled(
                                row.getString("action"),
                                row.getString("subject"),
                                row.getString("by_user")));
    }

    /** Where the message of each request stands that has one of that kind. */
    public Map<String, MessageKey> messages(String place) {
        var all = new HashMap<String, MessageKey>();
        read(
                MESSAGES,
                row ->
                        all.put(
                                row.getString("subject"),
                                new MessageKey(
                                        new ChannelId(row.getString("channel")),
                                        row.getString("ts"))),
                asking -> asking.setString(1, place));
        return all;
    }

    /** Jobs that are under way, or should be by then. */
    public List<String> due(Instant now) {
        return read(
                DUE,
                row -> row.getString("task_name") + " " + row.getString("task_instance"),
                asking -> bind(asking, now));
    }

    /**
     * Jobs that are tried again, and the messages with buttons, which may have to wait until Slack
     * takes more of them.
     */
    public List<String> triedAgain() {
        return read(
                TRIED_AGAIN,
                row -> row.getString("task_name") + " " + row.getString("task_instance"),
                _ -> {});
    }

    private void bind(PreparedStatement asking, Instant now) throws SQLException {
        if (isPostgres) {
            asking.setObject(1, now.atOffset(ZoneOffset.UTC));
        } else {
            asking.setLong(1, now.toEpochMilli());
        }
    }

    @FunctionalInterface
    private interface Binding {
        void on(PreparedStatement asking) throws SQLException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> read(String question, Reading<T> reading) {
        return read(question, reading, _ -> {});
    }

    @CanIgnoreReturnValue
    private synchronized <T> List<T> read(String question, Reading<T> reading, Binding binding) {
        try (var asking = database.prepareStatement(question)) {
            binding.on(asking);
            var rows = asking.executeQuery();
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reading.of(rows));
            }
            return all;
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException(damaged);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException unable) {
            throw new IllegalStateException(unable);
        }
    }
}
