package dev.keydesk.cli;

import dev.keydesk.RuntimeContext;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.sandbox.SandboxCommand;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.entra.ServicePrincipal;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.entra.Tenant;
import dev.keydesk.sandbox.entra.Timing;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.sandbox.slack.Workspace;
import dev.keydesk.sandbox.slack.WorkspaceMember;
import dev.keydesk.store.Store;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A pretend Slack and a pretend Entra on the wire, and settings of a desk between them for which
 * all is well. Alice may ask, bob approves, and so does the group the card mentions.
 */
final class CommandTown implements AutoCloseable {
    static final String TENANT = "11111111-2222-4333-8444-555555555555";
    static final SecretText DESK_SECRET = SecretText.of("Dsk8Q~the-desk-signs-in-with-this-value.");
    static final String OWNED_BY = "Application.ReadWrite.OwnedBy";

    final Workspace workspace = new Workspace();
    final WorkspaceMember alice = workspace.person("alice");
    final WorkspaceMember bob = workspace.person("bob");
    final UserGroupId approvers = workspace.userGroup("approvers", bob.id());
    final ChannelId channel = workspace.channel("approvals", true);
    final SimulatedSlack slack = new SimulatedSlack(workspace, InstantSource.system());

    final Tenant tenant = new Tenant(TENANT, InstantSource.system(), new Random(7));
    final SimulatedEntra entra = new SimulatedEntra(tenant, InstantSource.system());
    final ServicePrincipal desk = tenant.desk("Keydesk", DESK_SECRET, OWNED_BY);
    final Application payroll = tenant.app("payroll-api", app -> app.ownedBy(desk.id()));
    final Application other = tenant.app("crm");

    final Path folder;
    final Map<String, String> environment = new TreeMap<>();
    Duration clockIsAhead = Duration.ZERO;

    /** How long a command waits for an answer; only what hangs takes as long. */
    Duration patience = Duration.ofSeconds(30);

    /** What a command printed, and how it ended. */
    record Outcome(int code, String out, String err) {}

    CommandTown(Path folder) {
        this.folder = folder;
        workspace.join(channel, bob.id());
        workspace.inviteBot(channel);
        slack.start(0);
        entra.setTiming(Timing.immediate());
        entra.start(0, 0);
        rules("users: [" + bob.id().value() + "]");
        settings();
    }

    private void settings() {
        environment.put("SLACK_BOT_TOKEN", slack.botToken().reveal());
        environment.put("SLACK_SIGNING_SECRET", slack.signingSecret().reveal());
        environment.put("KEYDESK_SLACK_API_URL", slack.apiUrl().toString());
        environment.put("AZURE_TENANT_ID", TENANT);
        environment.put("AZURE_CLIENT_ID", desk.appId());
        environment.put("AZURE_CLIENT_SECRET", DESK_SECRET.reveal());
        environment.put("AZURE_AUTHORITY_HOST", entra.authorityHost().toString());
        environment.put("KEYDESK_GRAPH_URL", entra.graphUrl().toString());
        environment.put("KEYDESK_TRUST_STORE", entra.writeTrustStore(folder).toString());
        environment.put("KEYDESK_DATABASE_URL", "jdbc:sqlite:" + folder.resolve("keydesk.db"));
        environment.put("KEYDESK_CONFIG", folder.resolve("keydesk.yml").toString());
        environment.put("PORT", "0");
    }

    /** Writes rules with these further approvers beside the group. */
    void rules(String approvingUsers) {
        write(
                """
                version: 1
                requesters:
                  users: [%s]
                apps:
                  allow: ["payroll-*"]
                approvals:
                  channel: %s
                  %s
                  user-groups: [%s]
                """
                        .formatted(
                                alice.id().value(),
                                channel.value(),
                                approvingUsers,
                                approvers.value()));
    }

    void write(String rules) {
        try {
            Files.writeString(folder.resolve("keydesk.yml"), rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command as if typed, with the settings as they are now. */
    Outcome types(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(environment, new PrintWriter(out), new PrintWriter(err));
        int code = commands(console).execute(words);
        return new Outcome(code, out.toString(), err.toString());
    }

    /** All there are, for whoever looks at them without typing one. */
    CommandLine commands() {
        return commands(new Console(environment, nowhere(), nowhere()));
    }

    private CommandLine commands(Console console) {
        return Keydesk.commands(console, runtimeContext(), new SandboxCommand(console.out()));
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(Writer.nullWriter());
    }

    private RuntimeContext runtimeContext() {
        InstantSource clock = () -> InstantSource.system().instant().plus(clockIsAhead);
        return RuntimeContext.stepped(
                clock,
                new Random(7),
                new ChatTimeouts(patience, patience),
                new EntraTimeouts(patience, patience, patience));
    }

    /** Makes the database, as a first start does. */
    void database() {
        Store.open(Settings.readDatabase(environment)).close();
    }

    void audit(AuditEvent event) {
        try (var db = Store.open(Settings.readDatabase(environment))) {
            db.writing(tx -> new AuditLog(db, _ -> {}).append(tx, event));
        }
    }

    void inDatabase(String statement) {
        try (var db = Store.open(Settings.readDatabase(environment))) {
            db.writing(tx -> tx.sql().execute(statement));
        }
    }

    @Override
    public void close() {
        slack.close();
        entra.close();
    }
}
