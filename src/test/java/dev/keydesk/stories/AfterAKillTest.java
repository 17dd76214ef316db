package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * A desk on a SQLite file was killed. The file is nobody else's, so the next one begins at once
 * with what that one had begun, and waits for no lease of it.
 */
class AfterAKillTest extends LookingStory {
    private static final Fault AWAY = new Fault.Refuse(503, Map.of(), "");

    /** As a kill leaves the file: jobs in the hands of the dead, and leases that run on. */
    private void killedAtWork() {
        long now = now().toEpochMilli();
        long until = now + Duration.ofSeconds(50).toMillis();
        try (var file = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = file.createStatement()) {
            int jobs =
                    statement.executeUpdate(
                            """
                            update scheduled_tasks
                               set picked = 1, picked_by = 'dead', last_heartbeat = %1$d,
                                   execution_time = %1$d
                             where execution_time <= %1$d + 2000
                            """
                                    .formatted(now));
            assertThat(jobs).isPositive();
            statement.executeUpdate(
                    "update lease set holder = 'dead', until = %d".formatted(until));
            statement.executeUpdate(
                    "insert or replace into lease values ('scan', 'dead', %d, 0)".formatted(until));
            statement.executeUpdate(
                    """
                    insert or replace into lease (name, holder, until, not_before)
                    values ('app:%s', 'dead', %d, 0)
                    """
                            .formatted(world().company().payroll().id(), until));
        } catch (SQLException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private Path database() {
        return world().folder().resolve("keydesk.db");
    }

    @Test
    void the_next_desk_draws_the_card_that_one_was_at_without_a_wait() {
        slack().faults().next("chat.postMessage", AWAY);
        slack().faults().next("chat.postMessage", AWAY);
        aliceAsks();
        world().whileDown(this::killedAtWork);
        bob().sees("asks for a client secret for payroll-api");
    }

    @Test
    void an_acknowledged_click_is_settled_without_a_wait() {
        aliceAsks();
        slack().faults().next("users.info", AWAY);
        slack().faults().next("usergroups.users.list", AWAY);
        world().clock().pass(Duration.ofHours(1));
        bob().sees("asks for a client secret for payroll-api").press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
        world().whileDown(this::killedAtWork);
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void an_app_whose_keys_were_being_changed_rests_for_the_distance_and_no_longer() {
        aliceAsks();
        slack().faults().next("chat.update", AWAY);
        bob().sees("asks for a client secret for payroll-api").press("Approve");
        world().whileDown(this::killedAtWork);
        alice().sees("made when you pick it up").press("Pick up the secret");
        assertThat(keysMade()).as("Entra may still be at what it was asked").isEmpty();
        world().timePasses(Duration.ofSeconds(16));
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void owners_and_apps_are_read_at_once() {
        ends("nightly export", 20);
        slack().faults().next("chat.postMessage", AWAY);
        aliceAsks();
        owns("alice@Example.com", billing());
        world().timePasses(Duration.ofMinutes(1));
        slack().faults().next("chat.postMessage", AWAY);
        bob().sees("asks for a client secret for payroll-api").press("Approve");
        world().whileDown(this::killedAtWork);
        assertThat(alice().opensHome().says()).contains("nightly export");
    }

    @Test
    void until_owners_are_known_nobody_is_told_that_they_look_after_nothing() {
        ends("nightly export", 20);
        owns("alice@Example.com", billing());
        entra().faults().next("owners", 50, AWAY);
        scanLater();
        assertThat(alice().opensHome().says())
                .contains(
                        "cannot say yet which apps you look after",
                        "who owns one app with credentials")
                .doesNotContain("knows no credential of an app");
        assertThat(alice().isTold("/client-secrets"))
                .contains("cannot say yet which apps you look after");

        entra().faults().clear();
        world().timePasses(Duration.ofMinutes(10));
        scan();
        assertThat(alice().opensHome().says())
                .contains("nightly export")
                .doesNotContain("not read");
        assertThat(bob().opensHome().says()).contains("knows no credential of an app");
    }
}
