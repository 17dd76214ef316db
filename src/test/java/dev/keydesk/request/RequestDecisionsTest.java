package dev.keydesk.request;

import static dev.keydesk.request.EveryState.ALICE;
import static dev.keydesk.request.EveryState.CAROL;
import static dev.keydesk.request.EveryState.WAITING;
import static dev.keydesk.request.EveryState.at;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.approval.ApprovalButtons;
import dev.keydesk.approval.ApprovalCard;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.DecisionOutcome;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.pickup.DeliveryConfirmation;
import dev.keydesk.workflow.Versioned;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** What an approver and the requester can decide, in every state, and what they hear. */
class RequestDecisionsTest extends OneRequest {
    private static final String NO_FORM =
            "Slack did not open the form for your reason, so nothing was changed. Please press Deny"
                    + " again.";

    private ApprovalButtons buttons;
    private Withdrawals withdrawals;
    private Function<Interaction, InteractionAnswer> withdraw;
    private DeliveryConfirmation deliveryConfirmation;

    @BeforeEach
    void open() {
        buttons =
                new ApprovalButtons(
                        requests, access, new ReasonForm(room.chat(), principals), clock);
        withdrawals = new Withdrawals(requests, clock);
        withdraw = withdrawals.button().settles();
        deliveryConfirmation = new DeliveryConfirmation(requests, room.chat(), clock);
    }

    private Function<Interaction, InteractionAnswer> pressed(String action) {
        return buttons.all().stream()
                .filter(button -> button.action().equals(action))
                .findFirst()
                .orElseThrow()
                .settles();
    }

    private static <T> Optional<T> as(Class<T> state, SecretRequest request) {
        return Optional.of(request).filter(state::isInstance).map(state::cast);
    }

    @Test
    void what_waits_is_approved() {
        inEveryState(state -> {
            var next =
                    as(SecretRequest.Waiting.class, state)
                            .map(it ->
                                    it.approve(
                                            room.bob(),
                                            at(0),
                                            "bob is named as an approver in keydesk.yml.",
                                            at(0).plus(TO_PICK_UP)));
            settles(pressed("approve"), room.bob(), next, settled(state));
        });
    }

    @Test
    void what_waits_is_denied() {
        inEveryState(state -> {
            var next =
                    as(SecretRequest.Waiting.class, state)
                            .map(it ->
                                    it.deny(
                                            Optional.of(room.bob()),
                                            at(0),
                                            "Use the one you have."));
            settles(buttons.denied(), room.bob(), next, settled(state));
        });
    }

    @Test
    void whoever_could_not_say_why_is_asked_to_press_again_while_it_waits() {
        inEveryState(state -> {
            settles(
                    pressed("ask-why-deny"),
                    room.bob(),
                    Optional.empty(),
                    state instanceof SecretRequest.Waiting ? NO_FORM : settled(state));
        });
    }

    @Test
    void what_is_approved_is_cancelled() {
        inEveryState(state -> {
            var next =
                    as(SecretRequest.Approved.class, state).map(it -> it.cancel(room.bob(), at(0)));
            settles(pressed("cancel"), room.bob(), next, settled(state));
        });
    }

    @Test
    void what_is_stuck_is_tried_again() {
        var until = at(0).plus(TO_PICK_UP);
        fromStuck(pressed("allow-another-pick-up"), it -> it.tryAgain(until));
    }

    @Test
    void what_is_stuck_is_closed() {
        fromStuck(pressed("close-stuck"), it -> it.close(room.bob(), at(0)));
    }

    @Test
    void the_key_of_what_is_stuck_is_removed() {
        fromStuck(pressed("remove-stuck"), it -> it.remove(room.bob(), at(0)));
    }

    private void fromStuck(
            Function<Interaction, InteractionAnswer> decision,
            Function<SecretRequest.NeedsPerson, Optional<? extends SecretRequest>> next) {
        inEveryState(state -> {
            Optional<SecretRequest> expected =
                    as(SecretRequest.NeedsPerson.class, state).flatMap(next);
            settles(decision, room.bob(), expected, StatusText.unchanged(stored().state()));
        });
    }

    @Test
    void what_has_no_key_yet_is_withdrawn() {
        inEveryState(state -> {
            Optional<SecretRequest> next =
                    switch (state) {
                        case SecretRequest.Waiting waiting -> Optional.of(waiting.withdraw(at(0)));
                        case SecretRequest.Approved approved ->
                                Optional.of(approved.withdraw(at(0)));
                        default -> Optional.empty();
                    };
            settles(
                    withdraw,
                    ALICE,
                    next,
                    "%s can no longer be withdrawn. %s".formatted(TICKET, StatusText.of(state)));
        });
    }

    private Stream<Function<Interaction, InteractionAnswer>> decisions() {
        return Stream.of(
                pressed("approve"),
                buttons.denied(),
                pressed("ask-why-deny"),
                pressed("cancel"),
                pressed("allow-another-pick-up"),
                pressed("close-stuck"),
                pressed("remove-stuck"));
    }

    @Test
    void what_nobody_knows_is_said_to_be_unknown() {
        waits();
        for (var subject : List.of("KD-ZZZZZ", "no ticket", "")) {
            var interaction = press(room.bob(), subject, Optional.empty());
            assertThat(Stream.concat(decisions(), Stream.of(withdraw)))
                    .allSatisfy(deed ->
                            assertThat(deed.apply(interaction))
                                    .isEqualTo(InteractionAnswer.say(UnknownTicketMessage.TICKET)));
        }
    }

    @Test
    void who_may_not_is_told_why_and_the_audit_says_so() {
        waits();
        var before = stored();
        var why =
                "Only %s may decide about client secrets here, and you are not among them. Nothing was changed."
                        .formatted(room.bob().mention());
        assertThat(decisions())
                .allSatisfy(deed ->
                        assertThat(deed.apply(press(room.alice())))
                                .isEqualTo(InteractionAnswer.say(why)));
        assertThat(withdraw.apply(press(room.bob())))
                .isEqualTo(
                        InteractionAnswer.say(
                                "Only <@UALICE> can withdraw this request. Nothing was changed."));
        assertThat(stored()).isEqualTo(before);
        assertThat(audit.of(TICKET).stream().map(AuditEvent::kind))
                .containsExactlyElementsOf(
                        Stream.concat(
                                        Stream.of("Waiting"),
                                        Stream.concat(decisions(), Stream.of(withdraw))
                                                .map(_ -> "refused"))
                                .toList());
    }

    @Test
    void an_older_copy_of_the_card_decides_nothing_and_the_newest_does() {
        waits();
        room.runDue();
        var card = liveMessages.ref(TICKET, ApprovalCard.PLACE);
        var copy = card.map(it -> new MessageRef(it.channel(), it.ts() + "1"));
        assertThat(copy).isPresent();
        assertThat(decisions())
                .allSatisfy(deed ->
                        assertThat(deed.apply(press(room.bob(), TICKET, copy)))
                                .isInstanceOfSatisfying(
                                        InteractionAnswer.Privately.class,
                                        told ->
                                                assertThat(told.text())
                                                        .startsWith("This is an older copy")));
        assertThat(pressed("approve").apply(press(room.bob(), TICKET, card)))
                .isEqualTo(InteractionAnswer.visibleAlready());
    }

    @Test
    void until_the_card_is_known_any_message_is_it() {
        waits();
        var card = Optional.of(new MessageRef(room.channel(), "1700000000.000100"));
        assertThat(pressed("approve").apply(press(room.bob(), TICKET, card)))
                .isEqualTo(InteractionAnswer.visibleAlready());
    }

    @Test
    void at_the_deadline_it_is_too_late_to_approve() {
        waits();
        room.clock().pass(Duration.between(at(0), WAITING.decideBy()));
        var before = stored();
        assertThat(pressed("approve").apply(press(room.bob())))
                .isEqualTo(
                        InteractionAnswer.say(
                                "The time to decide about KD-7F3K2 is over, so nothing was"
                                        + " approved. The requester can ask again."));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void a_denial_after_the_deadline_still_tells_the_requester_why() {
        waits();
        room.clock().pass(Duration.between(at(0), WAITING.decideBy()));
        assertThat(buttons.denied().apply(press(room.bob())))
                .isEqualTo(InteractionAnswer.visibleAlready());
        assertThat(stored().state()).isInstanceOf(SecretRequest.Denied.class);
    }

    @Test
    void of_two_who_decide_at_once_the_second_is_told_what_the_first_did() {
        waits();
        var denied = WAITING.deny(Optional.of(CAROL), at(0), "no");
        meanwhile = () -> becomes(denied);
        assertThat(pressed("approve").apply(press(room.bob())))
                .isEqualTo(InteractionAnswer.say(settled(denied)));
        assertThat(stored()).isEqualTo(new Versioned<>(denied, 2));
    }

    @Test
    void whoever_withdraws_while_somebody_decides_is_told_what_was_decided() {
        waits();
        var denied = WAITING.deny(Optional.of(CAROL), at(0), "no");
        meanwhile = () -> becomes(denied);
        assertThat(withdraw.apply(press(ALICE)))
                .isEqualTo(
                        InteractionAnswer.say(
                                "KD-7F3K2 can no longer be withdrawn. " + StatusText.of(denied)));
    }

    private static String settled(SecretRequest request) {
        return "Nothing was changed: %s is already settled. %s"
                .formatted(TICKET, StatusText.of(request));
    }

    @Test
    void what_nobody_has_decided_lapses_and_nothing_else_does() {
        var decideBy = WAITING.decideBy();
        room.clock().pass(Duration.between(at(0), decideBy));
        inEveryState(state -> {
            var before = stored();
            withdrawals.lapse(new Job(StateTimers.LAPSE, TICKET, 1));
            if (state instanceof SecretRequest.Waiting waiting) {
                assertThat(stored().state()).isEqualTo(waiting.lapse(decideBy));
            } else {
                assertThat(stored()).isEqualTo(before);
            }
        });
    }

    @Test
    void the_job_of_a_lapse_that_comes_early_comes_again() {
        waits();
        Instant decideBy = WAITING.decideBy();
        room.clock().pass(Duration.between(at(0), decideBy).minusMillis(1));
        assertThatThrownBy(() -> withdrawals.lapse(new Job(StateTimers.LAPSE, TICKET, 1)))
                .isInstanceOfSatisfying(
                        RescheduleException.class,
                        again -> assertThat(again.when()).isEqualTo(decideBy));
        assertThat(stored()).isEqualTo(new Versioned<>(WAITING, 1));
    }

    private Interaction pressAboutKey(UserId who, int attempt) {
        return press(who, new Marker(WAITING.ticket(), attempt).toString(), Optional.empty());
    }

    /** The requester says that about the newest key, in every state. */
    private void isSaid(
            Function<Interaction, InteractionAnswer> deed,
            Function<SecretRequest, Optional<? extends SecretRequest>> next) {
        inEveryState(state -> {
            if (state.attemptNumber().isPresent()) {
                settles(
                        deed,
                        pressAboutKey(ALICE, state.attemptNumber().get()),
                        next.apply(state),
                        StatusText.unchanged(stored().state()));
            }
        });
    }

    private static Optional<SecretRequest> confirmed(SecretRequest request) {
        return switch (request) {
            case SecretRequest.HandedOver handed -> Optional.of(handed.confirm(at(0)));
            case SecretRequest.NeedsPerson stuck -> stuck.confirm(at(0)).map(Function.identity());
            default -> Optional.empty();
        };
    }

    private static Optional<SecretRequest> lost(SecretRequest request) {
        return switch (request) {
            case SecretRequest.HandedOver handed -> Optional.of(handed.notReceived(at(0)));
            case SecretRequest.NeedsPerson stuck ->
                    stuck.notReceived(at(0)).map(Function.identity());
            default -> Optional.empty();
        };
    }

    private static Function<Interaction, InteractionAnswer> onPage(
            BiFunction<Marker, UserId, DecisionOutcome<SecretRequest>> said) {
        return interaction ->
                RequestAnswers.of(
                        said.apply(
                                Marker.parse(interaction.subject()).orElseThrow(),
                                interaction.user()),
                        StatusText::unchanged);
    }

    @Test
    void what_arrived_is_said_in_slack_and_on_the_page() {
        isSaid(deliveryConfirmation::haveIt, RequestDecisionsTest::confirmed);
        isSaid(deliveryConfirmation::haveItHere, RequestDecisionsTest::confirmed);
        isSaid(onPage(deliveryConfirmation::haveIt), RequestDecisionsTest::confirmed);
    }

    @Test
    void what_did_not_arrive_is_said_in_slack_and_on_the_page() {
        isSaid(deliveryConfirmation::notReceived, RequestDecisionsTest::lost);
        isSaid(onPage(deliveryConfirmation::notReceived), RequestDecisionsTest::lost);
    }

    @Test
    void what_somebody_else_saw_is_said_also_when_it_was_confirmed_or_missed() {
        isSaid(
                deliveryConfirmation::notMe,
                state ->
                        switch (state) {
                            case SecretRequest.HandedOver handed ->
                                    Optional.of(handed.notMe(at(0)));
                            case SecretRequest.Done done -> Optional.of(done.notMe(at(0)));
                            case SecretRequest.TakingBack taking -> taking.notMe(at(0));
                            case SecretRequest.NeedsPerson stuck -> stuck.notMe(at(0));
                            default -> Optional.empty();
                        });
    }

    @Test
    void what_was_received_is_removed() {
        isSaid(
                deliveryConfirmation::remove,
                state ->
                        as(SecretRequest.Done.class, state).map(done -> done.remove(ALICE, at(0))));
    }

    private Stream<Function<Interaction, InteractionAnswer>> receipts() {
        return Stream.of(
                deliveryConfirmation::haveIt,
                deliveryConfirmation::haveItHere,
                deliveryConfirmation::notReceived,
                deliveryConfirmation::notMe,
                deliveryConfirmation::remove);
    }

    @Test
    void nothing_is_said_of_another_key_or_by_somebody_else_or_of_nothing() {
        waits();
        becomes(EveryState.HANDED_OVER);
        var before = stored();
        int attempt = EveryState.HANDED_OVER.attemptNumber().orElseThrow();
        assertThat(receipts())
                .allSatisfy(deed -> {
                    assertThat(deed.apply(pressAboutKey(ALICE, attempt + 1)))
                            .isEqualTo(
                                    InteractionAnswer.say(
                                            "This button is about an earlier secret of KD-7F3K2, so"
                                                    + " nothing was changed. Use the newest message"
                                                    + " about it."));
                    assertThat(deed.apply(pressAboutKey(CAROL, attempt)))
                            .isEqualTo(
                                    InteractionAnswer.say(
                                            "Only <@UALICE> can use this button. Nothing was"
                                                    + " changed."));
                    for (var subject : List.of("KD-ZZZZZ-1", "no marker")) {
                        assertThat(deed.apply(press(ALICE, subject, Optional.empty())))
                                .isEqualTo(InteractionAnswer.say(UnknownTicketMessage.TICKET));
                    }
                });
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void of_two_receipts_at_once_the_second_is_told_what_the_first_did() {
        waits();
        becomes(EveryState.HANDED_OVER);
        var removed = EveryState.HANDED_OVER.notReceived(at(0));
        meanwhile = () -> becomes(removed);
        int attempt = EveryState.HANDED_OVER.attemptNumber().orElseThrow();
        assertThat(deliveryConfirmation.haveIt(pressAboutKey(ALICE, attempt)))
                .isEqualTo(InteractionAnswer.say(StatusText.unchanged(stored().state())));
        assertThat(stored().state()).isEqualTo(removed);
    }

    @Test
    void a_hand_over_that_nobody_confirms_is_silent_and_nothing_else_is() {
        inEveryState(state -> {
            var before = stored();
            deliveryConfirmation.silent(new Job(StateTimers.SILENT, TICKET, before.version() - 1));
            assertThat(stored()).isEqualTo(before);
            deliveryConfirmation.silent(new Job(StateTimers.SILENT, TICKET, before.version()));
            if (state instanceof SecretRequest.HandedOver handed) {
                assertThat(stored().state()).isEqualTo(handed.silent(at(0)));
            } else {
                assertThat(stored()).isEqualTo(before);
            }
        });
    }

    @Test
    void the_confirmation_of_every_state_is_a_message_slack_takes() {
        var confirmation = new RequestConfirmation(List.of(withdrawals.button()));
        room.slack().limits().postingBurst(10_000);
        EveryState.states()
                .forEach(request -> {
                    room.chat().dm(room.alice(), confirmation.message(request));
                    assertThat(room.slack().refusals()).isEmpty();
                    assertThat(room.directlyTo(room.alice()))
                            .last()
                            .asString()
                            .contains("KD-7F3K2", "payroll-api", "Britive prod", "90 days")
                            .endsWith(StatusText.of(request));
                });
        assertThat(room.directlyTo(room.alice())).hasSize((int) EveryState.states().count());
    }
}
