package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.lookup.Absences;
import dev.keydesk.sandbox.Company;
import dev.keydesk.sandbox.SandboxClock;
import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.slack.SeenMessage;

import org.junit.jupiter.api.BeforeEach;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stories about keys that end: reminders come to #general at nine in Greenwich. */
abstract class ReminderStory extends Story {
    static final Duration DAY = Duration.ofDays(1);

    /** Ids of a company are the same each time, so a twin tells them before there is a world. */
    static final Company TWIN = new Company(SandboxClock.standingAt(Instant.EPOCH));

    private Application billing;

    @Override
    protected World world(Path in) {
        return World.stepped(in, rules -> rules + reminders(), UnaryOperator.identity());
    }

    /** The section of keydesk.yml. */
    String reminders() {
        return "reminders:\n  channel: " + TWIN.general().value() + "\n";
    }

    /** An app of somebody's, without any key. */
    @BeforeEach
    void begin() {
        slack().workspace().inviteBot(general());
        var tenant = entra().tenant();
        var payroll = world().company().payroll();
        tenant.secretsOf(payroll.id())
                .forEach(key -> tenant.removeByHand(payroll.id(), key.keyId()));
        billing = tenant.app("billing", app -> app.ownedBy(desk()));
    }

    String desk() {
        return entra().tenant().desk().orElseThrow().id();
    }

    Application billing() {
        return billing;
    }

    ChannelId general() {
        return world().company().general();
    }

    ChannelId operators() {
        return world().company().operators();
    }

    Instant now() {
        return world().clock().instant();
    }

    /** A key of billing that ends at noon, so many days from now. */
    Secret ends(String name, int days) {
        return ends(billing(), name, days);
    }

    Secret ends(Application app, String name, int days) {
        return entra().tenant()
                .existingSecret(
                        app.id(),
                        name,
                        now().minus(Duration.ofDays(100)),
                        now().plus(Duration.ofDays(days)).plus(Duration.ofHours(3)));
    }

    /** One day after the other, with a scan before nine on each. */
    void daysPass(int days) {
        for (int day = 0; day < days; day++) {
            world().timePasses(DAY.minusMinutes(10));
            scanUntilSure();
            world().timePasses(Duration.ofMinutes(8));
        }
    }

    /** Once Entra shows everywhere what was changed there. */
    void scanLater() {
        world().timePasses(Duration.ofMinutes(10));
        scanUntilSure();
    }

    /** What one scan does not show may be there all the same. */
    private void scanUntilSure() {
        scan();
        for (int more = 1; more < Absences.ENOUGH; more++) {
            world().timePasses(Absences.APART);
            scan();
        }
    }

    void scan() {
        world().bot().platform().periodicTasks().runOnce();
        world().settle();
    }

    /** What the desk has said there, oldest first. */
    List<String> told(UserId reader, ChannelId in) {
        return messages(reader, in).map(SeenMessage::text).toList();
    }

    List<String> told() {
        return told(alice().id(), general());
    }

    private Stream<SeenMessage> messages(UserId reader, ChannelId in) {
        return slack().sees(reader, in).stream().filter(message -> !message.ephemeral());
    }

    List<Instant> times() {
        return messages(alice().id(), general())
                .map(message -> message.ref().ts())
                .map(ts -> Instant.ofEpochSecond(Long.parseLong(ts.substring(0, ts.indexOf('.')))))
                .toList();
    }

    List<AuditEvent> audited(String kind) {
        return world().bot().platform().audit().since(Instant.EPOCH).stream()
                .filter(event -> event.kind().equals(kind))
                .toList();
    }

    /** The private answer to a click that did not do what it should. */
    static void assertTold(TestUser person, String words) {
        assertThat(person.seesPrivately(words).says()).contains(words);
    }

    /** Then owners have an address that Slack may know. */
    void mayReadPeople() {
        mayReadPeople("User.ReadBasic.All");
    }

    void mayReadPeople(String permission) {
        var own =
                entra().tenant().applications().stream()
                        .filter(app -> app.displayName().equals("Keydesk"))
                        .findFirst()
                        .orElseThrow();
        entra().tenant().servicePrincipal(own.id(), "Application.ReadWrite.OwnedBy", permission);
        // The token of the desk still says what it might do before.
        world().restart();
    }
}
