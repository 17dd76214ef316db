package dev.keydesk.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Ticket;
import dev.keydesk.workflow.Transition;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
                    NOW,
                    Optional.empty(),
                    0);

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
    private static final Removal.Proposed PROPOSED = new Removal.Proposed(ORDER);
    private static final List<Removal> ALL =
            List.of(
                    PROPOSED,
                    ASKED,
                    SCHEDULED,
                    BEING,
                    STUCK,
                    new Removal.Declined(ORDER, BOB, NOW, Optional.of("no")),
                    new Removal.Withdrawn(ORDER, ALICE, NOW),
                    GONE);

    @Test
    void only_what_is_asked_for_or_planned_for_a_day_has_one() {
        for (var removal : ALL) {
            var expected =
                    removal.equals(ASKED) || removal.equals(SCHEDULED)
                            ? Optional.of(DAY)
                            : Optional.<LocalDate>empty();
            assertThat(removal.wantedOn()).as(removal.toString()).isEqualTo(expected);
        }
        assertThat(new Removal.Asked(ORDER, Optional.empty()).wantedOn()).isEmpty();
    }

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

    private static final DeliveryTarget HERE =
            DeliveryTarget.of(new Recipient("C1"), ZoneId.of("Europe/London"));
    private static final Renewal RENEWAL =
            new Renewal(
                    new Ticket("KD-7F3K2"),
                    ALICE,
                    new IssuedSecret(
                            "new-1",
                            "export · KD-7F3K2-1",
                            "Q_e",
                            NOW,
                            LATER,
                            Optional.of(DeliveryMethod.SLACK)),
                    NOW,
                    true,
                    Optional.empty(),
                    HERE);

    private static List<Removal> renewed() {
        return ALL.stream().map(it -> it.withDetails(ORDER.withRenewal(RENEWAL))).toList();
    }

    private static List<String> ofRenewed(Predicate<Removal> question) {
        return renewed().stream()
                .filter(question)
                .map(it -> it.getClass().getSimpleName())
                .toList();
    }

    @Test
    void with_other_facts_it_is_the_same_state() {
        for (var removal : ALL) {
            var renewed = removal.withDetails(ORDER.withRenewal(RENEWAL));
            assertThat(renewed).hasSameClassAs(removal);
            assertThat(renewed.details().renewal()).hasValue(RENEWAL);
            assertThat(renewed.withDetails(ORDER)).isEqualTo(removal);
        }
    }

    @Test
    void the_team_of_a_renewed_key_can_take_up_again_what_was_settled_and_the_key_stays_theirs() {
        assertThat(those(Removal::teamDecides)).isEmpty();
        assertThat(ofRenewed(Removal::teamDecides))
                .containsExactly("Proposed", "Declined", "Withdrawn");
        assertThat(ofRenewed(Removal::holdsKey)).doesNotContain("Gone").hasSize(7);
        assertThat(those(Removal::holdsKey))
                .containsExactly("Asked", "Scheduled", "BeingRemoved", "NeedsPerson");
    }

    @Test
    void the_team_keeps_what_nobody_wants_to_go_and_its_name_stands_beside_it_to_the_end() {
        for (var removal : renewed()) {
            var kept = removal.keep(BOB, LATER);
            assertThat(kept.isPresent()).isEqualTo(removal.teamDecides());
            kept.ifPresent(it -> {
                assertThat(it)
                        .isEqualTo(
                                new Removal.Declined(
                                        removal.details(), BOB, LATER, Optional.empty()));
                assertThat(it.keptBy()).hasValue(BOB);
                var expired = it.expired(LATER).orElseThrow();
                assertThat(expired.keptBy()).hasValue(BOB);
                assertThat(expired.leftEntra()).isFalse();
                assertThat(it.gone(Removal.Gone.How.NOT_THERE, LATER).orElseThrow().keptBy())
                        .isEmpty();
            });
            assertThat(removal.keptBy()).isEmpty();
        }
    }

    @Test
    void a_proposal_ends_with_its_key_and_what_somebody_wants_does_not_expire() {
        assertThat(ofRenewed(it -> it.expired(LATER).isPresent()))
                .containsExactly("Proposed", "Declined", "Withdrawn");
        assertThat(ofRenewed(it -> it.gone(Removal.Gone.How.NOT_THERE, LATER).isPresent()))
                .doesNotContain("Gone")
                .hasSize(7);
    }

    @Test
    void a_lost_newer_key_calls_off_what_begins_by_itself_and_persons_look_at_the_rest() {
        for (var removal : renewed()) {
            var lost = removal.lost(RENEWAL, Renewal.Lost.GONE, "It is needed.", LATER);
            assertThat(lost.details().renewal()).hasValue(RENEWAL.lost(Renewal.Lost.GONE));
            assertThat(lost.teamDecides()).isFalse();
            boolean isCalledOff = removal.teamDecides() || removal instanceof Removal.Scheduled;
            assertThat(lost)
                    .isEqualTo(
                            isCalledOff
                                    ? new Removal.Withdrawn(
                                            lost.details(),
                                            ALICE,
                                            LATER,
                                            Optional.of("It is needed."))
                                    : removal.withDetails(lost.details()));
        }
        var other =
                SCHEDULED.withDetails(
                        ORDER.withRenewal(RENEWAL)
                                .takenUp(
                                        new RemovalRequest(KEY, BOB, RemovalCause.unused("")),
                                        NOW));
        assertThat(other.lost(RENEWAL, Renewal.Lost.GONE, "It is needed.", LATER))
                .isInstanceOf(Removal.Scheduled.class);
    }

    @Test
    void who_takes_it_up_has_asked_for_it_and_approvers_hear_of_it_from_then_on() {
        var proposed =
                new RemovalDetails(
                        ORDER.id(),
                        "tenant",
                        KEY,
                        ALICE,
                        RemovalCause.renewedBy(RENEWAL.ticket()),
                        Optional.empty(),
                        Optional.empty(),
                        NOW,
                        Optional.of(RENEWAL),
                        0);
        assertThat(proposed.isAskedFor()).isFalse();
        var wish = new RemovalRequest(KEY, BOB, RemovalCause.replacedBy(RENEWAL.ticket()));
        var taken = proposed.takenUp(wish, LATER);
        assertThat(taken.isAskedFor()).isTrue();
        assertThat(taken.requestedBy()).isEqualTo(BOB);
        assertThat(taken.requestedAt()).isEqualTo(LATER);
        assertThat(taken.roundSlot()).isEmpty();
        assertThat(taken.takenUp(wish, LATER).roundSlot()).isEqualTo("r001");
    }

    @Test
    void asked_elsewhere_it_stays_what_it_is() {
        var there = DeliveryTarget.of(new Recipient("C2"), ZoneId.of("Europe/London"));
        var moved = RENEWAL.withTarget(there);
        assertThat(moved.target()).isEqualTo(there);
        assertThat(moved.withTarget(HERE)).isEqualTo(RENEWAL);
    }

    private static List<String> told(Removal from, Removal to) {
        return told(Optional.of(from), to);
    }

    /** The kinds of its events under the request. */
    private static List<String> told(Optional<Removal> from, Removal to) {
        var transition = new Transition<>(from, to, 2, NOW, Actor.DESK, "It is so.");
        var machine = new RemovalMachine(Duration.ofDays(1));
        return machine.relatedEvent(transition).stream()
                .peek(event -> assertThat(event.ticket()).hasValue(RENEWAL.ticket().text()))
                .map(AuditEvent::kind)
                .toList();
    }

    @Test
    void what_changes_between_the_two_keys_stands_in_the_audit_log_under_the_request() {
        var proposed = new Removal.Proposed(ORDER.withRenewal(RENEWAL));
        assertThat(told(Optional.empty(), PROPOSED)).isEmpty();
        assertThat(told(Optional.empty(), proposed)).containsExactly("old-secret-open");
        assertThat(told(proposed, ASKED.withDetails(ORDER.withRenewal(RENEWAL)))).isEmpty();
        var unsure = proposed.withDetails(ORDER.withRenewal(RENEWAL.confirmed(false)));
        assertThat(told(unsure, proposed)).containsExactly("old-secret-open");
        var kept = proposed.keep(BOB, NOW).orElseThrow();
        assertThat(told(proposed, kept)).containsExactly("old-secret-kept");
        var lost = kept.lost(RENEWAL, Renewal.Lost.EXPIRED, "Over.", NOW);
        assertThat(told(kept, lost)).containsExactly("new-secret-lost");
        assertThat(told(lost, lost)).isEmpty();
        var back = kept.lost(RENEWAL, Renewal.Lost.TAKEN_BACK, "Back.", NOW);
        assertThat(told(kept, back)).containsExactly("new-secret-taken-back");
        assertThat(told(kept, kept.expired(NOW).orElseThrow())).containsExactly("old-secret-gone");
    }

    @Test
    void nobody_has_to_know_later_where_its_team_was_asked() {
        var there = DeliveryTarget.of(new Recipient("C2"), ZoneId.of("Europe/London"));
        var proposed = new Removal.Proposed(ORDER.withRenewal(RENEWAL));
        var moved = proposed.withDetails(ORDER.withRenewal(RENEWAL.withTarget(there)));
        assertThat(told(proposed, moved)).isEmpty();
        var transition =
                new Transition<Removal>(
                        Optional.of(proposed), moved, 2, NOW, Actor.DESK, "It is so.");
        assertThat(new RemovalMachine(Duration.ofDays(1)).event(transition)).isEmpty();
    }
}
