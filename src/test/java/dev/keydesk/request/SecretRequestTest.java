package dev.keydesk.request;

import static dev.keydesk.request.EveryState.ALICE;
import static dev.keydesk.request.EveryState.APPROVED;
import static dev.keydesk.request.EveryState.ASK;
import static dev.keydesk.request.EveryState.BOB;
import static dev.keydesk.request.EveryState.CAROL;
import static dev.keydesk.request.EveryState.CHECKED;
import static dev.keydesk.request.EveryState.DONE;
import static dev.keydesk.request.EveryState.DOUBTFUL;
import static dev.keydesk.request.EveryState.HANDED_OVER;
import static dev.keydesk.request.EveryState.KEY;
import static dev.keydesk.request.EveryState.MINTING;
import static dev.keydesk.request.EveryState.NONE_ARRIVED;
import static dev.keydesk.request.EveryState.NOT_AS_APPROVED;
import static dev.keydesk.request.EveryState.NOT_ME;
import static dev.keydesk.request.EveryState.NOT_RECEIVED;
import static dev.keydesk.request.EveryState.REMOVED;
import static dev.keydesk.request.EveryState.SHOWN_BY_LINK;
import static dev.keydesk.request.EveryState.SILENT;
import static dev.keydesk.request.EveryState.WAITING;
import static dev.keydesk.request.EveryState.at;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.DeliveryMethod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every state, every move, and that nothing of what was asked and approved is lost on the way. */
class SecretRequestTest {

    static Stream<SecretRequest> states() {
        return EveryState.states();
    }

    @Test
    void the_walk_reaches_every_state_there_is() {
        assertThat(states().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(SecretRequest.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("states")
    void what_was_asked_never_changes(SecretRequest request) {
        assertThat(request.details()).isEqualTo(ASK);
        assertThat(request.ticket()).isEqualTo(ASK.ticket());
    }

    @Test
    void a_checked_request_still_waits_until_the_same_moment() {
        assertThat(CHECKED.decideBy()).isEqualTo(WAITING.decideBy());
        assertThat(CHECKED.checked().orElseThrow().approvalReason())
                .isEqualTo("An approver decides.");
        assertThat(CHECKED.checked().orElseThrow().liveSecrets())
                .extracting(LiveSecret::name)
                .containsExactly("nightly export");
    }

    @Test
    void an_approval_gives_a_right_that_nobody_has_used_yet() {
        assertThat(APPROVED.grant())
                .isEqualTo(
                        new PickUpGrant(
                                new Approval(BOB, at(5), "bob is an approver."),
                                at(24 * 60 + 5),
                                0,
                                0,
                                Map.of()));
        assertThat(APPROVED.note()).isEmpty();
    }

    @Test
    void a_lifetime_that_entra_refuses_is_shortened_and_the_approval_stands() {
        var tooLong = MINTING.refusedAsTooLong("Too long.");
        assertThat(tooLong)
                .isEqualTo(
                        new SecretRequest.Approved(
                                ASK, MINTING.grant(), Optional.of("Too long."), true));
        assertThat(tooLong.shorten(60))
                .isEqualTo(
                        new SecretRequest.Approved(
                                ASK.livingFor(60),
                                MINTING.grant(),
                                Optional.of("The secret will now be valid for 60 days."),
                                false));
    }

    @Test
    void each_pick_up_is_an_attempt_of_its_own_and_names_its_key() {
        assertThat(MINTING.attempt()).isEqualTo(1);
        assertThat(ASK.keyName(MINTING.attempt())).isEqualTo("Britive prod · KD-7F3K2-1");
        var second = MINTING.refused("Entra said no.").startMinting(at(20), at(22));
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.deadline()).isEqualTo(at(22));
    }

    @Test
    void a_key_that_begins_before_its_attempt_is_another_one() {
        assertThat(MINTING.mayBegin(1, at(9))).isTrue();
        assertThat(MINTING.mayBegin(1, at(8))).isFalse();
        var second = MINTING.refused("Entra said no.").startMinting(at(20), at(22));
        assertThat(second.mayBegin(1, at(9))).isTrue();
        assertThat(second.mayBegin(2, at(9))).isFalse();
        assertThat(second.doubt("a time-out", at(21), at(22)).mayBegin(2, at(20))).isTrue();
    }

    @Test
    void no_key_is_of_an_attempt_that_is_not_remembered() {
        assertThat(WAITING.mayBegin(1, at(9))).isFalse();
        assertThat(APPROVED.mayBegin(1, at(9))).isFalse();
        var days = 3 * 24 * 60;
        var later = MINTING.refused("Entra said no.").startMinting(at(days), at(days));
        assertThat(later.mayBegin(1, at(9))).isFalse();
    }

    @Test
    void a_refusal_by_entra_gives_the_right_back_with_a_word_about_it() {
        var back = MINTING.refused("Entra said no.");
        assertThat(back.note()).hasValue("Entra said no.");
        assertThat(back.grant()).isEqualTo(MINTING.grant());
    }

    @Test
    void a_doubt_counts_how_often_the_key_was_looked_for_in_vain() {
        assertThat(DOUBTFUL.attempt()).isEqualTo(1);
        assertThat(DOUBTFUL.lookCount()).isZero();
        var looked = DOUBTFUL.notThere(at(20));
        assertThat(looked.lookCount()).isEqualTo(1);
        assertThat(looked.lookAt()).isEqualTo(at(20));
        assertThat(looked.since()).isEqualTo(DOUBTFUL.since());
    }

    @Test
    void a_settled_doubt_leaves_time_to_pick_up_and_never_shortens_it() {
        assertThat(DOUBTFUL.settled("No key.", at(30)).grant().pickUpBy())
                .isEqualTo(APPROVED.grant().pickUpBy());
        assertThat(DOUBTFUL.settled("No key.", at(99_999)).grant().pickUpBy())
                .isEqualTo(at(99_999));
        assertThat(DOUBTFUL.settled("No key.", at(30)).grant().attempts()).isEqualTo(1);
    }

    @Test
    void a_hand_over_is_confirmed_doubted_or_left_in_silence() {
        assertThat(DONE.handedOverAt()).isEqualTo(HANDED_OVER.handedOverAt());
        assertThat(DONE.secret()).isEqualTo(HANDED_OVER.secret());
        assertThat(HANDED_OVER.secret()).isEqualTo(KEY.shown(DeliveryMethod.SLACK));
        assertThat(NOT_RECEIVED.cause()).isEqualTo(SecretRequest.TakingBack.Why.NOT_RECEIVED);
        assertThat(NOT_RECEIVED.requestedBy()).hasValue(ALICE);
        assertThat(SILENT.person()).as("who approved looks at it").isEqualTo(BOB);
        assertThat(SILENT.secret()).hasValue(HANDED_OVER.secret());
    }

    @Test
    void a_removed_key_ends_the_request_and_says_who_asked_for_it() {
        assertThat(REMOVED.gone(at(15), at(99)))
                .isEqualTo(
                        new SecretRequest.Revoked(
                                ASK,
                                DONE.grant(),
                                DONE.secret(),
                                Optional.of(CAROL),
                                at(15),
                                SecretRequest.TakingBack.Why.REMOVED));
    }

    @Test
    void a_key_that_somebody_else_saw_is_removed_and_so_is_the_right_to_another() {
        assertThat(NOT_ME.gone(at(15), at(99)))
                .isEqualTo(
                        new SecretRequest.Revoked(
                                ASK,
                                SHOWN_BY_LINK.grant(),
                                SHOWN_BY_LINK.secret(),
                                Optional.of(ALICE),
                                at(15),
                                SecretRequest.TakingBack.Why.NOT_ME));
    }

    @Test
    void a_key_that_did_not_arrive_gives_the_right_back_and_is_counted() {
        for (var taking : new SecretRequest.TakingBack[] {NOT_RECEIVED, NOT_AS_APPROVED}) {
            var back = (SecretRequest.Approved) taking.gone(at(20), at(99_999));
            assertThat(back.grant().timesGivenBack()).isEqualTo(1);
            assertThat(back.grant().attempts()).isEqualTo(1);
            assertThat(back.grant().pickUpBy()).isEqualTo(at(99_999));
            assertThat(back.note()).isPresent();
        }
    }

    @Test
    void the_right_comes_back_three_times_and_then_a_person_looks_at_it() {
        SecretRequest request = APPROVED;
        for (int round = 1; round <= PickUpGrant.MOST_REDOS + 1; round++) {
            assertThat(request).as("round %d", round).isInstanceOf(SecretRequest.Approved.class);
            request =
                    ((SecretRequest.Approved) request)
                            .startMinting(at(20), at(22))
                            .handOver(KEY, DeliveryMethod.SLACK, at(21))
                            .notReceived(at(23))
                            .gone(at(24), at(99));
        }
        var stuck = (SecretRequest.NeedsPerson) request;
        assertThat(stuck.secret()).isEmpty();
        assertThat(stuck.person()).isEqualTo(BOB);
        assertThat(stuck.reason()).isEqualTo("4 secrets were made and none of them arrived");
    }

    @Test
    void the_person_gives_the_right_back_only_when_no_key_is_left() {
        var again = NONE_ARRIVED.tryAgain(at(99)).orElseThrow();
        assertThat(again.grant().timesGivenBack()).isZero();
        assertThat(again.grant().attempts()).as("names stay unique").isEqualTo(3);
        assertThat(again.grant().pickUpBy()).isEqualTo(at(99));
        assertThat(SILENT.tryAgain(at(99))).isEmpty();
    }

    @Test
    void the_person_ends_it_only_when_no_key_is_left() {
        assertThat(NONE_ARRIVED.close(CAROL, at(70)))
                .hasValue(new SecretRequest.Cancelled(ASK, NONE_ARRIVED.grant(), CAROL, at(70)));
        assertThat(SILENT.close(CAROL, at(70))).isEmpty();
    }

    @Test
    void the_person_removes_the_key_that_exists() {
        var removing = SILENT.remove(CAROL, at(70)).orElseThrow();
        assertThat(removing.cause()).isEqualTo(SecretRequest.TakingBack.Why.REMOVED);
        assertThat(removing.requestedBy()).hasValue(CAROL);
        assertThat(NONE_ARRIVED.remove(CAROL, at(70))).isEmpty();
    }

    @Test
    void after_a_long_silence_the_requester_can_still_say_what_became_of_it() {
        assertThat(SILENT.confirm(at(70)).orElseThrow().secret()).isEqualTo(HANDED_OVER.secret());
        assertThat(SILENT.notReceived(at(70)).orElseThrow().cause())
                .isEqualTo(SecretRequest.TakingBack.Why.NOT_RECEIVED);
        assertThat(NONE_ARRIVED.confirm(at(70))).isEmpty();
        assertThat(NONE_ARRIVED.notReceived(at(70))).isEmpty();
    }

    @Test
    void a_removal_that_nobody_knows_of_is_not_laid_at_entras_door() {
        assertThat(NOT_ME.unsure("the desk went back to a backup", at(20)).reason())
                .isEqualTo("somebody else saw the secret, and the desk went back to a backup");
        assertThat(REMOVED.unsure("the desk went back to a backup", at(20)).reason())
                .isEqualTo("the desk went back to a backup");
    }

    @Test
    void the_ways_out_before_the_pick_up_keep_the_right_if_there_was_one() {
        assertThat(WAITING.withdraw(at(2)).grant()).isEmpty();
        assertThat(APPROVED.withdraw(at(6)).grant()).hasValue(APPROVED.grant());
        assertThat(APPROVED.cancel(CAROL, at(7)).grant()).isEqualTo(APPROVED.grant());
        assertThat(APPROVED.cancel(CAROL, at(7)).cancelledBy()).isEqualTo(CAROL);
        assertThat(APPROVED.unclaimed(at(8)).grant()).isEqualTo(APPROVED.grant());
    }
}
