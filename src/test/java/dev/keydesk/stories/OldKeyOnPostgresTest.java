package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The same on PostgreSQL, while Entra loses its answer to the removal. */
class OldKeyOnPostgresTest extends RenewalStory {
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules + reminders(),
                UnaryOperator.identity(),
                Postgres.freshDatabase()::into);
    }

    @Override
    String reminders() {
        return aliceIsTheTeamOfBilling(super.reminders());
    }

    @Test
    void the_answer_to_the_removal_is_lost_and_the_card_says_gone_once_it_is_read_back() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-05").submit();
        assertThat(teamCard().says()).contains("The secret will be removed on 5 Mar 2026");
        entra().faults().next("removePassword", new Fault.CutAfter());
        daysPass(2);
        aFewMinutesPass();

        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
        assertThat(teamCard().says()).contains("is gone");
        assertThat(teamCard().buttons()).isEmpty();
        assertThat(erin().sees("Nothing left to do").says()).contains("“nightly export”");
    }

    @Test
    void the_new_key_is_revoked_and_the_old_one_stays_on_its_day_and_is_renewed_once_more() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-05").submit();
        world().timePasses(Duration.ofMinutes(2));
        scan();
        revoked(newKey(old));
        aFewMinutesPass();
        assertThat(teamCard().says()).contains("The new secret is no longer in Entra");

        daysPass(3);
        aFewMinutesPass();
        assertThat(keysOfBilling()).containsExactly(old.keyId());
        renews(erin()).submit();
        assertThat(requests()).hasSize(2).allMatch(it -> it.details().replaces().isPresent());
    }

    @Test
    void the_new_key_goes_by_hand_and_the_planned_removal_of_the_old_one_is_called_off() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-05").submit();
        newKeyGoesByHand(old);
        daysPass(3);
        aFewMinutesPass();
        assertThat(teamCard().says()).contains("The new secret is no longer in Entra");
        assertThat(keysOfBilling()).containsExactly(old.keyId());
    }
}
