package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.keychange.OperatorSwitch;
import dev.keydesk.removal.Removal;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Removals can be stopped by the operators, and one person lets only so many happen in an hour. */
class RemovalLimitTest extends RemovalStory {
    private static final String SECOND = "a second approver has to agree";

    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules ->
                        rules.replace("limits:\n", "limits:\n  removals-an-hour: 1\n")
                                + reminders(),
                UnaryOperator.identity());
    }

    private void bobLetsOneGo() {
        told("first", 31);
        aliceAsksToRemove("first");
        bob().sees("“first”").press("Approve removal");
    }

    private void secondIsAskedFor() {
        ends("second", 31);
        scanLater();
        bobRevokes("second");
    }

    private void bobRevokes(String name) {
        var key =
                keys().stream()
                        .filter(it -> it.displayName().equals(name))
                        .findFirst()
                        .orElseThrow();
        bob().runs("/new-client-secret revoke billing")
                .choose("revoke_which-" + billing().id(), key.keyId())
                .fill("revoke_words", "leaked")
                .submit();
    }

    private boolean isThere(String name) {
        return keys().stream().anyMatch(it -> it.displayName().equals(name));
    }

    @Test
    void beyond_the_limit_a_leak_needs_a_second_person_who_is_not_the_first() {
        bobLetsOneGo();
        secondIsAskedFor();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(isThere("first")).isFalse();
        assertThat(isThere("second")).as("one person has let it happen").isTrue();
        assertThat(bob().sees("A client secret has leaked").says()).contains(SECOND);
        bob().sees("A client secret has leaked").press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(isThere("second")).isTrue();

        carol().sees("A client secret has leaked").press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(isThere("second")).isFalse();
    }

    @Test
    void beyond_the_limit_an_approval_needs_a_second_approver() {
        ends("third", 31);
        bobLetsOneGo();
        aliceAsksToRemove("third");
        bob().sees("“third”").press("Approve removal");
        assertThat(carol().sees("“third”").says()).contains("@bob has approved it", SECOND);
        // What is pressed at the same moment counts as one press that came twice.
        world().timePasses(Duration.ofSeconds(1));
        bob().sees("“third”").press("Approve removal");
        assertTold(bob(), "You have approved this removal already");
        carol().sees("“third”").press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(isThere("third")).isFalse();
    }

    @Test
    void beyond_the_limit_a_leak_of_what_was_only_asked_for_is_told_to_all_whom_it_concerns() {
        ends("fourth", 31);
        bobLetsOneGo();
        aliceAsksToRemove("fourth");
        bobRevokes("fourth");
        world().timePasses(Duration.ofMinutes(3));

        assertThat(isThere("fourth")).isTrue();
        assertThat(erin().sees("A client secret has leaked").says()).contains("“fourth”", SECOND);
        var card = carol().sees("A client secret has leaked");
        assertThat(card.says()).contains("has leaked", "@bob has approved it", SECOND);
        card.press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(isThere("fourth")).isFalse();
    }

    @Test
    void after_an_hour_one_person_is_enough_again() {
        bobLetsOneGo();
        world().timePasses(Duration.ofHours(2));
        secondIsAskedFor();
        world().timePasses(Duration.ofMinutes(3));
        assertThat(isThere("second")).isFalse();
    }

    @Test
    void what_was_decided_waits_while_the_operators_have_stopped_removals() {
        var brake =
                new OperatorSwitch(
                        OperatorSwitch.Name.REMOVALS,
                        world().bot().platform().db(),
                        world().bot().platform().audit(),
                        world().clock());
        brake.stop("a strange <approval>");
        bobLetsOneGo();
        world().timePasses(Duration.ofHours(5));

        assertThat(isThere("first")).isTrue();
        assertThat(removalsAsked()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.BeingRemoved.class);
        assertThat(bob().sees("“first”").says())
                .contains("have stopped removals for now (a strange <approval>)", "still there");

        assertThat(brake.allow()).isTrue();
        world().timePasses(Duration.ofMinutes(5));
        assertThat(isThere("first")).isFalse();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
    }

    @Test
    void a_node_that_starts_while_removals_are_stopped_holds_them_too() {
        var audit = new AuditLog(world().bot().platform().db(), _ -> {});
        new OperatorSwitch(
                        OperatorSwitch.Name.REMOVALS,
                        world().bot().platform().db(),
                        audit,
                        world().clock())
                .stop("an incident");
        bobLetsOneGo();
        world().whileDown(() -> world().clock().pass(Duration.ofHours(1)));
        world().timePasses(Duration.ofMinutes(5));
        assertThat(isThere("first")).isTrue();
    }
}
