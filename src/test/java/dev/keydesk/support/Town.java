package dev.keydesk.support;

import static java.util.Map.entry;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.Gateway;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.entra.Tenant;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.sandbox.slack.Workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A pretend Slack and a pretend Entra on the wire, with so many engineers, each of whom has an app,
 * and approvers. What the desk does there is as strict as in real life, but Slack's speed limits
 * are lifted: a proof asks more in a minute than a company in a day.
 */
public final class Town implements AutoCloseable {
    private static final String TENANT_ID = "7d3a0c1e-52f4-4b7e-9a44-3f2c8f1f6b10";
    private static final SecretText DESK_SECRET =
            SecretText.of("Dsk8Q~the-desk-signs-in-with-this-value.");
    private static final int NO_LIMIT = 1_000_000;
    private static final List<String> METHODS =
            List.of(
                    "chat.postMessage",
                    "chat.update",
                    "conversations.info",
                    "conversations.open",
                    "users.info",
                    "usergroups.users.list",
                    "views.open",
                    "views.update",
                    "views.publish",
                    "auth.test");

    private final Path folder;
    private final InstantSource clock;
    private final Gateway gateway = new Gateway();
    private final SimulatedSlack slack;
    private final SimulatedEntra entra;
    private final String deskClientId;
    private final ChannelId general;
    private final ChannelId approvals;
    private final List<UserId> engineers;
    private final List<UserId> approvers;
    private final List<Application> apps;

    public Town(Path folder, int engineerCount, int appCount, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        var workspace = new Workspace();
        engineers = people(workspace, "engineer", engineerCount);
        approvers = people(workspace, "approver", 2);
        general = workspace.channel("general", false);
        workspace.join(
                general,
                Stream.of(engineers, approvers).flatMap(List::stream).toArray(UserId[]::new));
        approvals = workspace.channel("approvals", true);
        workspace.join(approvals, approvers.toArray(UserId[]::new));
        workspace.inviteBot(approvals);
        slack = new SimulatedSlack(workspace, clock);
        METHODS.forEach(method -> slack.limits().perMinute(method, NO_LIMIT));
        slack.limits().postingBurst(NO_LIMIT);

        var tenant = new Tenant(TENANT_ID, clock);
        var desk = tenant.desk("Keydesk", DESK_SECRET, "Application.ReadWrite.OwnedBy");
        deskClientId = desk.appId();
        apps =
                IntStream.rangeClosed(1, appCount)
                        .mapToObj(number ->
                                tenant.app(
                                        "app-%04d".formatted(number),
                                        app -> app.ownedBy(desk.id())))
                        .toList();
        entra = new SimulatedEntra(tenant, clock);
    }

    private static List<UserId> people(Workspace workspace, String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> workspace.person(name + number).id())
                .toList();
    }

    public void start() {
        slack.start(0);
        entra.start(0, 0);
        write(folder.resolve("keydesk.yml"), rules());
    }

    private String rules() {
        return """
        version: 1
        requesters:
          users: [%s]
        apps:
          allow: ["app-*"]
        approvals:
          channel: %s
          users: [%s]
        limits:
          open-requests-per-person: 1000
          open-requests-per-app: 1000
          commands-per-minute: 1000
        """
                .formatted(named(engineers), approvals.value(), named(approvers));
    }

    private static String named(List<UserId> people) {
        return people.stream().map(UserId::value).collect(Collectors.joining(", "));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** What the operator of a desk in this town sets. */
    public Map<String, String> settings(Database database) {
        return database.into(
                Map.ofEntries(
                        entry("SLACK_BOT_TOKEN", slack.botToken().reveal()),
                        entry("SLACK_SIGNING_SECRET", slack.signingSecret().reveal()),
                        entry("KEYDESK_SLACK_API_URL", slack.apiUrl().toString()),
                        entry("AZURE_TENANT_ID", TENANT_ID),
                        entry("AZURE_CLIENT_ID", deskClientId),
                        entry("AZURE_CLIENT_SECRET", DESK_SECRET.reveal()),
                        entry("AZURE_AUTHORITY_HOST", entra.authorityHost().toString()),
                        entry("KEYDESK_GRAPH_URL", entra.graphUrl().toString()),
                        entry("KEYDESK_TRUST_STORE", entra.writeTrustStore(folder).toString()),
                        entry("KEYDESK_CONFIG", folder.resolve("keydesk.yml").toString()),
                        entry("KEYDESK_PUBLIC_URL", gateway.address().toString()),
                        entry("PORT", "0")));
    }

    /** From now on Slack and people's browsers reach the desk there. */
    public void leadTo(URI desk) {
        leadTo(desk, List.of(desk));
    }

    /** The same with several nodes; browsers take turns by themselves. */
    public void leadTo(URI forSlack, List<URI> forBrowsers) {
        slack.deliverTo(forSlack.resolve("/slack/events"));
        gateway.leadTo(forBrowsers);
    }

    public InstantSource time() {
        return clock;
    }

    public String tenantId() {
        return TENANT_ID;
    }

    public SimulatedSlack slack() {
        return slack;
    }

    public SimulatedEntra entra() {
        return entra;
    }

    public Gateway gateway() {
        return gateway;
    }

    public ChannelId general() {
        return general;
    }

    public ChannelId approvals() {
        return approvals;
    }

    public List<UserId> engineers() {
        return engineers;
    }

    public List<UserId> approvers() {
        return approvers;
    }

    /** One for each engineer, in the same order. */
    public List<Application> apps() {
        return apps;
    }

    @Override
    public void close() {
        gateway.close();
        slack.close();
        entra.close();
    }
}
