package dev.keydesk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.chat.ChatFailure.Busy;
import dev.keydesk.chat.LookUpBudget.For;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class LookUpBudgetTest {
    private static final int MORE_THAN_THERE_IS = 1_000;
    private static final String GROUPS = "usergroups.users.list";

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final LookUpBudget budget = new LookUpBudget(() -> now);

    /** How many more of these there are now. */
    private int left(String whose, For what) {
        return left(GROUPS, whose, what);
    }

    private int left(String method, String whose, For what) {
        for (int spent = 0; spent < MORE_THAN_THERE_IS; spent++) {
            try {
                budget.spend(method, whose, what);
            } catch (Busy busy) {
                return spent;
            }
        }
        return MORE_THAN_THERE_IS;
    }

    @Test
    void what_is_only_shown_never_takes_what_decisions_need() {
        assertThat(left("", For.SHOWING)).isEqualTo(8);
        assertThat(left("UBOB", For.DECISION)).isEqualTo(10);
    }

    @Test
    void one_person_never_takes_what_others_need() {
        assertThat(left("UERIN", For.SHOWING)).isEqualTo(4);
        assertThat(left("UALICE", For.SHOWING)).isEqualTo(4);
        assertThat(left("UERIN", For.DECISION)).isEqualTo(10);
        assertThat(left("UBOB", For.DECISION)).isEqualTo(10);
    }

    @Test
    void one_person_never_takes_all_that_slack_tells_about_people_in_a_minute() {
        assertThat(left("users.info", "UERIN", For.DECISION)).isEqualTo(50);
        assertThat(left("users.info", "UBOB", For.DECISION)).isEqualTo(50);
    }

    @Test
    void a_minute_later_there_is_room_again_and_until_then_it_is_said_when() {
        left("", For.SHOWING);
        now = now.plusSeconds(20);
        assertThatThrownBy(() -> budget.spend(GROUPS, "", For.SHOWING))
                .isInstanceOfSatisfying(
                        Busy.class,
                        busy -> assertThat(busy.retryAfter()).contains(Duration.ofSeconds(40)));
        now = now.plusSeconds(40);
        assertThat(left("", For.SHOWING)).isEqualTo(8);
    }

    @Test
    void what_slack_refuses_is_not_asked_again_before_the_time_it_names() {
        budget.refused(new Busy(GROUPS, Optional.of(Duration.ofSeconds(30))));

        assertThat(left("UBOB", For.DECISION)).isZero();
        budget.spend("users.info", "UBOB", For.DECISION);
        now = now.plusSeconds(30);
        assertThat(left("UBOB", For.DECISION)).isEqualTo(10);
    }
}
