package dev.keydesk.sandbox;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.time.Duration;
import java.util.Map;

/**
 * Sample data for visitors: a team lead with a channel for the reminders of her team, a channel
 * that is shared with another company, and credentials that expire.
 */
final class SampleData {
    private static final Duration OWN_KEY_LIVES = Duration.ofDays(400);

    private final Company company;
    private final UserId dana;
    private final ChannelId team;

    private SampleData(Company company, UserId dana, ChannelId team) {
        this.company = company;
        this.dana = dana;
        this.team = team;
    }

    static SampleData of(Company company) {
        var workspace = company.slack().workspace();
        var dana = workspace.person("dana").id();
        workspace.join(company.general(), dana);
        var team = workspace.channel("team-payroll", false);
        workspace.join(team, dana, company.alice(), company.erin());
        workspace.inviteBot(team);
        var shared = workspace.channel("with-acme", false);
        workspace.join(shared, company.alice(), company.sam());
        workspace.inviteBot(shared);
        workspace.shareExternally(shared);
        keys(company, team);
        return new SampleData(company, dana, team);
    }

    private static void keys(Company company, ChannelId team) {
        var tenant = company.entra().tenant();
        var desk = tenant.desk().orElseThrow();
        var registration =
                tenant.applications().stream()
                        .filter(app -> app.appId().equals(desk.appId()))
                        .findFirst()
                        .orElseThrow();
        tenant.servicePrincipal(
                registration.id(), "Application.ReadWrite.OwnedBy", "User.ReadBasic.All");
        // Otherwise the first reminder would be about this secret, because it never expires.
        var own = tenant.secretsOf(registration.id()).getFirst();
        tenant.moveEnd(
                registration.id(), own.keyId(), company.clock().instant().plus(OWN_KEY_LIVES));
        var lead = tenant.user("Dana de Wit", "dana@example.com");
        var now = company.clock().instant();
        var connector =
                tenant.applications().stream()
                        .filter(app -> app.displayName().equals("exalate-connector"))
                        .findFirst()
                        .orElseThrow();
        tenant.change(company.payroll().id(), app -> app.ownedBy(lead.id()));
        tenant.change(
                connector.id(), app -> app.ownedBy(lead.id()).withTags("slack:" + team.value()));
        // Three days before the first step of the reminders.
        tenant.existingSecret(
                connector.id(),
                "jira sync",
                now.minus(Duration.ofDays(300)),
                now.plus(Duration.ofDays(63)));
        tenant.existingCertificate(
                connector.id(),
                "CN=exalate-connector",
                now.minus(Duration.ofDays(30)),
                now.plus(Duration.ofDays(335)));
    }

    /** Returns the changed text of {@code keydesk.yml}. */
    String rules(String rules) {
        return rules.replace(
                        "requesters:\n", "requesters:\n  users: [%s]\n".formatted(dana.value()))
                + """
                reminders:
                  channel: %s
                """
                        .formatted(team.value());
    }

    /** Returns the roles of the people, for a visitor who chooses whom to play. */
    Map<UserId, String> roles() {
        return Map.of(
                company.alice(),
                "engineer, may ask for secrets",
                company.erin(),
                "engineer, may ask for secrets",
                company.bob(),
                "approver",
                company.carol(),
                "approver, runs the desk",
                dana,
                "team lead, owner of payroll-api",
                company.gina(),
                "helps out for a while",
                company.sam(),
                "works at Acme");
    }
}
