package dev.keydesk.sandbox;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.entra.Tenant;
import dev.keydesk.sandbox.slack.Manifest;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.sandbox.slack.Workspace;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * A small made-up company with a simulated Slack and a simulated Entra: two engineers who may
 * request secrets, two approvers, a guest, a person from another company, and a few app
 * registrations.
 */
public final class Company implements AutoCloseable {
    private static final String TENANT_ID = "7d3a0c1e-52f4-4b7e-9a44-3f2c8f1f6b10";

    private final InstantSource clock;
    private final SimulatedSlack slack;
    private final SimulatedEntra entra;
    private final SecretText deskSecret = SecretText.of("pretend~desk~secret~0123456789~abcdefgh");
    private final String deskClientId;
    private final UserId alice;
    private final UserId erin;
    private final UserId bob;
    private final UserId carol;
    private final UserId gina;
    private final UserId sam;
    private final ChannelId approvals;
    private final ChannelId general;
    private final ChannelId operators;
    private final UserGroupId engineers;
    private final UserGroupId approvers;
    private final Application payroll;

    /** Has random ids. */
    public Company(InstantSource clock) {
        this(clock, new SecureRandom());
    }

    /** With a seeded generator the same actions get the same ids and values again. */
    public Company(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        var workspace = new Workspace();
        alice = workspace.person("alice").id();
        erin = workspace.person("erin").id();
        bob = workspace.person("bob").id();
        carol = workspace.person("carol").id();
        gina = workspace.guest("gina").id();
        sam = workspace.stranger("sam").id();
        general = workspace.channel("general", false);
        workspace.join(general, alice, erin, bob, carol, gina);
        approvals = workspace.channel("secret-approvals", true);
        workspace.join(approvals, bob, carol);
        workspace.inviteBot(approvals);
        operators = workspace.channel("desk-operators", true);
        workspace.join(operators, carol);
        workspace.inviteBot(operators);
        engineers = workspace.userGroup("engineers", alice, erin);
        approvers = workspace.userGroup("secret-approvers", bob, carol);
        slack = new SimulatedSlack(workspace, clock, random);
        slack.install(Manifest.shipped());

        var tenant = new Tenant(TENANT_ID, clock, random);
        var desk = tenant.desk("Keydesk", deskSecret, "Application.ReadWrite.OwnedBy");
        deskClientId = desk.appId();
        payroll = tenant.app("payroll-api", app -> app.ownedBy(desk.id()));
        tenant.app("Britive production", app -> app.ownedBy(desk.id()));
        tenant.app("exalate-connector", app -> app.ownedBy(desk.id()));
        tenant.app("tier0-domain-sync", app -> app.ownedBy(desk.id()));
        var now = clock.instant();
        tenant.existingSecret(
                payroll.id(),
                "nightly export",
                now.minus(Duration.ofDays(300)),
                now.plus(Duration.ofDays(65)));
        entra = new SimulatedEntra(tenant, clock);
    }

    /** Starts the simulated services on free ports of this machine. */
    public void start() {
        slack.start(0);
        entra.start(0, 0);
    }

    /** Returns the text of the company's {@code keydesk.yml}. */
    public String rules() {
        return """
        version: 1
        requesters:
          user-groups: [%s]
        apps:
          allow: ["*"]
          deny: ["tier0-*"]
        approvals:
          channel: %s
          user-groups: [%s]
        limits:
          longest-lifetime: 365 days
          time-to-decide: 24 hours
          time-to-pick-up: 24 hours
        operators:
          channel: %s
        """
                .formatted(
                        engineers.value(), approvals.value(), approvers.value(), operators.value());
    }

    /** Returns the company's clock. */
    public InstantSource clock() {
        return clock;
    }

    public SimulatedSlack slack() {
        return slack;
    }

    public SimulatedEntra entra() {
        return entra;
    }

    public String tenantId() {
        return TENANT_ID;
    }

    public String deskClientId() {
        return deskClientId;
    }

    public SecretText deskSecret() {
        return deskSecret;
    }

    public UserId alice() {
        return alice;
    }

    public UserId erin() {
        return erin;
    }

    public UserId bob() {
        return bob;
    }

    public UserId carol() {
        return carol;
    }

    public UserId gina() {
        return gina;
    }

    public UserId sam() {
        return sam;
    }

    public ChannelId approvals() {
        return approvals;
    }

    public ChannelId general() {
        return general;
    }

    /** Returns the operators' channel; carol is a member. */
    public ChannelId operators() {
        return operators;
    }

    public UserGroupId engineers() {
        return engineers;
    }

    public UserGroupId approvers() {
        return approvers;
    }

    public Application payroll() {
        return payroll;
    }

    @Override
    public void close() {
        slack.close();
        entra.close();
    }
}
