package dev.keydesk.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Ticket;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Every state of a removal, and every move. */
class RemovalTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final UserId ALICE = new UserId("U1");
    private static final UserId BOB = new UserId("U2");
    private static final Removal.Permit PERMIT = new Removal.Permit(BOB, "because", NOW);
    private static final LocalDate DAY = LocalDate.parse("2026-03-09");
    private static final Credential.Key KEY =
            new Credential.Key(
                    new AppRef("app-1", "client-1", "billing"),
                    "key-1",
                    Credential.Kind.SECRET,
                    Optional.of("export"),
                    Optional.empty(),
                    NOW,
                    LATER);
    private static final RemovalDetails ORDER =
            new RemovalDetails(
                    RemovalId.fresh(new Random(7)),
                    "tenant",
                    KEY,
                    ALICE,
                    RemovalCause.replacedBy(new Ticket("KD-7F3K2")),
                    Optional.empty(),
                    Optional.empty(),
                    NOW);

    private static final RemovalRequest LEAK =
            new RemovalRequest(KEY, ALICE, RemovalCause.leaked("in a chat"));
    private static final Removal.Asked ASKED = new Removal.Asked(ORDER, Optional.of(DAY));
    private static final Removal.Scheduled SCHEDULED =
            new Removal.Scheduled(ORDER, PERMIT, DAY, LATER);
    private static final Removal.BeingRemoved BEING =
            new Removal.BeingRemoved(ORDER, PERMIT, NOW, Optional.empty(), Optional.empty());
    private static final Removal.NeedsPerson STUCK =
            new Removal.NeedsPerson(ORDER, PERMIT, "403", NOW);
    private static final Removal.Gone GONE =
            new Removal.Gone(ORDER, Optional.of(PERMIT), Removal.Gone.How.BY_US, NOW);
    private static final List<Removal> ALL =
            List.of(
                    ASKED,
                    SCHEDULED,
                    BEING,
                    STUCK,
                    new Removal.Declined(ORDER, BOB, NOW, Optional.of("no")),
                    new Removal.Withdrawn(ORDER, ALICE, NOW),
                    GONE);

    private static List<String> those(Predicate<Removal> question) {
        return ALL.stream().filter(question).map(it -> it.getClass().getSimpleName()).toList();
    }

    @Test
    void the_list_holds_every_state_there_is() {
        assertThat(ALL.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Removal.class.getPermittedSubclasses());
    }

    @Test
    void which_are_open_and_which_somebody_has_let_happen() {
        assertThat(those(Removal::isOpen))
                .containsExactly("Asked", "Scheduled", "BeingRemoved", "NeedsPerson");
        assertThat(those(it -> it.permitted().equals(Optional.of(PERMIT))))
                .containsExactly("Scheduled", "BeingRemoved", "NeedsPerson", "Gone");
        assertThat(ALL).allMatch(it -> it.id().equals(ORDER.id()));
    }

    @Test
    void an_approval_plans_it_for_its_day_or_begins_it() {
        assertThat(ASKED.approve(PERMIT, Optional.of(LATER), false)).hasValue(SCHEDULED);
        assertThat(ASKED.approve(PERMIT, Optional.empty(), false)).hasValue(BEING);
        assertThat(SCHEDULED.begin(LATER))
                .isEqualTo(
                        new Removal.BeingRemoved(
                                ORDER, PERMIT, LATER, Optional.empty(), Optional.empty()));
        assertThat(BEING.accepted(LATER))
                .isEqualTo(
                        new Removal.BeingRemoved(
                                ORDER, PERMIT, NOW, Optional.of(LATER), Optional.empty()));
    }

    @Test
    void it_is_held_and_begins_anew_when_it_is_released() {
        var held =
                new Removal.BeingRemoved(
                        ORDER, PERMIT, NOW, Optional.of(NOW), Optional.of("a drill"));
        assertThat(BEING.accepted(NOW).heldBecause("a drill")).isEqualTo(held);
        assertThat(held.released(LATER))
                .isEqualTo(
                        new Removal.BeingRemoved(
                                ORDER, PERMIT, LATER, Optional.of(NOW), Optional.empty()));
    }

    @Test
    void it_is_declined_withdrawn_or_called_off_and_the_key_stays() {
        assertThat(ASKED.decline(BOB, LATER, "no"))
                .isEqualTo(new Removal.Declined(ORDER, BOB, LATER, Optional.of("no")));
        var withdrawn = new Removal.Withdrawn(ORDER, ALICE, LATER, Optional.empty());
        assertThat(ASKED.withdraw(ALICE, LATER)).isEqualTo(withdrawn);
        assertThat(SCHEDULED.withdraw(ALICE, LATER)).isEqualTo(withdrawn);
        assertThat(STUCK.withdraw(ALICE, LATER)).isEqualTo(withdrawn);
        assertThat(SCHEDULED.calledOff(ALICE, "It is needed.", LATER))
                .isEqualTo(
                        new Removal.Withdrawn(ORDER, ALICE, LATER, Optional.of("It is needed.")));
    }

    @Test
    void it_gets_stuck_and_goes_on() {
        var stuck = new Removal.NeedsPerson(ORDER, PERMIT, "403", LATER);
        assertThat(SCHEDULED.unsure("403", LATER)).isEqualTo(stuck);
        assertThat(BEING.stuck("403", LATER)).isEqualTo(stuck);
        assertThat(STUCK.tryAgain(LATER)).isEqualTo(SCHEDULED.begin(LATER));
        assertThat(STUCK.tryAgainAllTheSame(LATER))
                .isEqualTo(
                        new Removal.BeingRemoved(
                                ORDER.withoutReplacement(),
                                PERMIT,
                                LATER,
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void a_key_that_is_gone_ends_what_is_open() {
        assertThat(those(it -> it.gone(Removal.Gone.How.NOT_THERE, LATER).isPresent()))
                .containsExactly("Asked", "Scheduled", "BeingRemoved", "NeedsPerson");
        assertThat(ASKED.gone(Removal.Gone.How.NOT_THERE, LATER))
                .hasValue(
                        new Removal.Gone(
                                ORDER, Optional.empty(), Removal.Gone.How.NOT_THERE, LATER));
        for (var permitted : List.of(SCHEDULED, BEING, STUCK)) {
            assertThat(permitted.gone(Removal.Gone.How.BY_US, NOW)).hasValue(GONE);
        }
    }

    @Test
    void beyond_the_limit_of_an_hour_it_takes_two_and_nobody_is_both() {
        var first = new Removal.Permit(ALICE, "because", NOW);
        var halfway = ASKED.needsSecond(first);
        assertThat(ASKED.approve(first, Optional.of(LATER), true)).hasValue(halfway);
        for (var limited : List.of(true, false)) {
            assertThat(halfway.approve(first, Optional.of(LATER), limited)).isEmpty();
            assertThat(halfway.approve(PERMIT, Optional.of(LATER), limited)).hasValue(SCHEDULED);
        }
        assertThat(halfway.agreed()).hasValue(first);
        assertThat(halfway.permitted()).isEmpty();
    }

    @Test
    void what_has_leaked_is_hurried_unless_it_is_under_way_or_over() {
        var hurried =
                new Removal.BeingRemoved(
                        ORDER.becauseOf(LEAK), PERMIT, NOW, Optional.empty(), Optional.empty());
        assertThat(those(it -> it.hurry(LEAK, PERMIT, false).isPresent()))
                .containsExactly("Asked", "Scheduled", "NeedsPerson");
        for (var waiting : List.of(ASKED, SCHEDULED, STUCK)) {
            assertThat(waiting.hurry(LEAK, PERMIT, false)).hasValue(hurried);
        }
    }

    @Test
    void beyond_the_limit_a_leak_is_told_all_the_same_and_hurried_if_two_let_it_happen() {
        var hurried =
                new Removal.BeingRemoved(
                        ORDER.becauseOf(LEAK), PERMIT, NOW, Optional.empty(), Optional.empty());
        for (var permitted : List.of(SCHEDULED, STUCK)) {
            assertThat(permitted.hurry(LEAK, PERMIT, true)).hasValue(hurried);
        }
        var first = new Removal.Permit(ALICE, "because", NOW);
        assertThat(ASKED.needsSecond(first).hurry(LEAK, PERMIT, true)).hasValue(hurried);
        var told = new Removal.Asked(ORDER.becauseOf(LEAK), Optional.empty(), Optional.of(PERMIT));
        assertThat(ASKED.hurry(LEAK, PERMIT, true)).hasValue(told);
        assertThat(ASKED.needsSecond(PERMIT).hurry(LEAK, PERMIT, true)).hasValue(told);
        assertThat(told.hurry(LEAK, PERMIT, true)).isEmpty();
    }
}
