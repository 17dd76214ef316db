package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.slack.SeenMessage;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Two desks on one database, and keys in Entra that carry their marker. */
class UnknownKeysAtTwoNodesTest extends Story {
    @Override
    protected World world(Path in) {
        return OnPostgres.world(in);
    }

    @Test
    void a_key_of_no_request_is_told_once_whichever_desk_sees_it_and_looks_again() {
        appears("nightly export · KD-7F3K2-1");
        try (var second = world().secondNode()) {
            world().bot().platform().periodicTasks().runOnce();
            second.bot().platform().periodicTasks().runOnce();
            world().clock().pass(Duration.ofMinutes(6));
            ((SteppedScheduler) second.bot().platform().jobs().jobScheduler()).runDue();
            world().bot().platform().periodicTasks().runOnce();
            world().timePasses(Duration.ofMinutes(30));
        }

        assertThat(told()).hasSize(1);
        world().restart();
        world().timePasses(Duration.ofDays(1));
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_key_that_entra_shows_hours_after_its_attempt_was_given_up_is_removed_within_a_day() {
        aliceAsksAndBobApproves();
        entra().faults().next("addPassword", new Fault.CutBefore());
        alice().sees("can pick it up").press("Pick up the secret");
        world().timePasses(Duration.ofHours(3));
        appears(theRequest().details().keyName(1));
        world().bot().platform().periodicTasks().runOnce();
        world().timePasses(Duration.ofHours(20));
        assertThat(keysMade()).as("the looks of the first hour are over").hasSize(1);

        world().timePasses(Duration.ofHours(2));
        assertThat(keysMade()).isEmpty();
        assertThat(world().bot().platform().audit().of(theRequest().ticket().text()))
                .filteredOn(event -> event.kind().equals("secret-removed"))
                .hasSize(1);
        world().timePasses(Duration.ofDays(1));
        assertThat(told()).as("it was the desk's own to remove").isEmpty();
    }

    private void appears(String name) {
        var now = world().clock().instant();
        var payroll = world().company().payroll().id();
        var key =
                entra().tenant().existingSecret(payroll, name, now, now.plus(Duration.ofDays(90)));
        assertThat(keysMade()).contains(key);
    }

    /** What stands in the operators' channel, as it was sent. */
    private List<String> told() {
        return slack().sees(carol().id(), world().company().operators()).stream()
                .map(SeenMessage::text)
                .toList();
    }
}
