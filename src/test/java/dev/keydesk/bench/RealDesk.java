package dev.keydesk.bench;

import static java.util.Map.entry;

import dev.keydesk.KeydeskInstance;
import dev.keydesk.RuntimeContext;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.web.WebServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The real bot with its own threads, as it runs for people, between a pretend Slack and a Graph.
 */
final class RealDesk implements AutoCloseable {
    /** Nobody calls it: the callers know where the bot is, and only say where they come from. */
    static final String PUBLIC_URL = "https://desk.example.com";

    private static final String UNSETTLED =
            """
            select count(*) from scheduled_tasks where task_name = 'settle-click'
            """;

    private final String database;
    private final KeydeskInstance bot;

    RealDesk(
            Path folder,
            Colleagues colleagues,
            SimulatedSlack slack,
            URI slackApi,
            PagedGraph graph) {
        database = "jdbc:sqlite:" + folder.resolve("keydesk.db");
        write(folder.resolve("keydesk.yml"), rules(colleagues));
        var settings =
                Settings.read(
                        Map.ofEntries(
                                entry("SLACK_BOT_TOKEN", slack.botToken().reveal()),
                                entry("SLACK_SIGNING_SECRET", slack.signingSecret().reveal()),
                                entry("KEYDESK_SLACK_API_URL", slackApi.toString()),
                                entry("AZURE_TENANT_ID", "11111111-2222-4333-8444-555555555555"),
                                entry("AZURE_CLIENT_ID", "22222222-2222-4333-8444-555555555555"),
                                entry("KEYDESK_GRAPH_TOKEN", "pretend-token"),
                                entry("KEYDESK_GRAPH_URL", graph.url()),
                                entry(
                                        "KEYDESK_DATABASE_URL",
                                        "jdbc:sqlite:" + folder.resolve("keydesk.db")),
                                entry("KEYDESK_CONFIG", folder.resolve("keydesk.yml").toString()),
                                entry("PORT", "0"),
                                entry("KEYDESK_PUBLIC_URL", PUBLIC_URL)));
        bot =
                new KeydeskInstance(
                        settings,
                        Rules.read(settings.rulesFile()),
                        RuntimeContext.real(WebServer.Reach.THIS_MACHINE));
    }

    private static String rules(Colleagues colleagues) {
        return """
        version: 1
        requesters:
          users: [%s]
        apps:
          allow: ["*"]
        approvals:
          channel: %s
          users: [%s]
        """
                .formatted(
                        colleagues.all().stream()
                                .map(member -> member.id().value())
                                .collect(Collectors.joining(", ")),
                        colleagues.channel().value(),
                        colleagues.approver().id().value());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        bot.start();
    }

    URI events() {
        return URI.create("http://127.0.0.1:%d/slack/events".formatted(bot.port()));
    }

    URI ready() {
        return URI.create("http://127.0.0.1:%d/ready".formatted(bot.port()));
    }

    /** Whether every click so far has been settled by its job. */
    boolean isSettled() {
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(UNSETTLED)) {
            return rows.next() && rows.getInt(1) == 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        bot.close();
    }
}
