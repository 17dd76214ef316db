package dev.keydesk.request;

import static dev.keydesk.request.EveryState.*;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.DeliveryMethod;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is asked of a request whatever its state, answered for every state. */
class StateQuestionsTest {
    private static final Instant LATER = at(999);
    private final SecretRequest.HandedOver handed =
            MINTING.handOver(KEY, DeliveryMethod.SLACK, at(11));
    private final SecretRequest.NeedsPerson withKey = handed.silent(LATER);
    private final SecretRequest.NeedsPerson withoutKey = MINTING.stuck("403", LATER);

    private List<SecretRequest> all() {
        return List.of(
                WAITING,
                CHECKED,
                APPROVED,
                MINTING,
                MINTING.doubt("lost", LATER, LATER),
                handed,
                handed.confirm(LATER),
                handed.notReceived(LATER),
                withKey,
                withoutKey,
                WAITING.deny(Optional.of(BOB), LATER, "no"),
                WAITING.withdraw(LATER),
                APPROVED.withdraw(LATER),
                WAITING.lapse(LATER),
                APPROVED.cancel(BOB, LATER),
                APPROVED.unclaimed(LATER),
                handed.confirm(LATER).remove(ALICE, LATER).gone(LATER, LATER));
    }

    /** Those for which it holds, by their class. */
    private List<String> those(Predicate<SecretRequest> question) {
        return all().stream().filter(question).map(it -> it.getClass().getSimpleName()).toList();
    }

    @Test
    void the_list_holds_every_state_there_is() {
        assertThat(all().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(SecretRequest.class.getPermittedSubclasses());
    }

    @Test
    void whose_key_is_in_entra() {
        assertThat(those(it -> it.keyInEntra().isPresent()))
                .containsExactly("HandedOver", "Done", "TakingBack", "NeedsPerson");
        assertThat(all().stream().flatMap(it -> it.keyInEntra().stream()))
                .containsOnly(handed.secret());
    }

    @Test
    void whose_requester_is_asked_whether_it_arrived() {
        assertThat(those(it -> it.askedAbout().isPresent()))
                .containsExactly("HandedOver", "NeedsPerson");
        assertThat(all().stream().flatMap(it -> it.askedAbout().stream()))
                .containsOnly(handed.secret());
    }

    @Test
    void which_attempt_is_being_made() {
        assertThat(those(it -> it.isMaking(1))).containsExactly("Minting", "Doubtful");
        assertThat(those(it -> it.isMaking(2))).isEmpty();
    }

    @Test
    void which_attempt_it_is_or_was() {
        assertThat(those(it -> it.attemptNumber().equals(Optional.of(1))))
                .containsExactly(
                        "Minting",
                        "Doubtful",
                        "HandedOver",
                        "Done",
                        "TakingBack",
                        "NeedsPerson",
                        "NeedsPerson",
                        "Revoked");
        assertThat(APPROVED.grant().marker(ASK.ticket())).isEqualTo(new Marker(ASK.ticket(), 0));
    }

    @Test
    void an_approval_gives_a_right() {
        assertThat(CHECKED.approve(BOB, at(5), "bob is an approver.", at(24 * 60 + 5)))
                .isEqualTo(APPROVED);
    }

    @Test
    void who_has_a_right_to_pick_up() {
        assertThat(those(it -> it.granted().isEmpty()))
                .containsExactly("Waiting", "Waiting", "Denied", "Withdrawn", "Lapsed");
        assertThat(all().stream().flatMap(it -> it.granted().stream()))
                .allMatch(grant -> grant.approval().approver().equals(BOB));
    }

    @Test
    void somebody_else_saw_it_and_it_goes_for_good() {
        var byLink = MINTING.handOver(KEY, DeliveryMethod.LINK, at(11));
        for (var taking :
                List.of(
                        byLink.notMe(LATER),
                        byLink.confirm(LATER).notMe(LATER),
                        byLink.silent(LATER).notMe(LATER).orElseThrow(),
                        byLink.notReceived(LATER).notMe(LATER).orElseThrow())) {
            assertThat(taking.cause()).isEqualTo(SecretRequest.TakingBack.Why.NOT_ME);
            assertThat(taking.secret()).isEqualTo(byLink.secret());
            assertThat(taking.gone(LATER, LATER)).isInstanceOf(SecretRequest.Revoked.class);
            assertThat(taking.stuck("403", LATER).reason())
                    .startsWith("somebody else saw the secret")
                    .endsWith("403");
            assertThat(taking.unsure("old copy", LATER).reason())
                    .startsWith("somebody else saw the secret")
                    .endsWith("old copy");
        }
        assertThat(withoutKey.notMe(LATER)).isEmpty();
    }

    @Test
    void who_saw_it_in_slack_was_nobody_else() {
        assertThat(handed.notReceived(LATER).notMe(LATER)).isEmpty();
        assertThat(
                        MINTING.handOver(KEY, DeliveryMethod.LINK, at(11))
                                .confirm(LATER)
                                .remove(ALICE, LATER))
                .satisfies(removed -> assertThat(removed.notMe(LATER)).isEmpty());
    }

    @Test
    void a_key_that_does_not_go_keeps_its_reason_plain() {
        var taking = handed.notReceived(LATER);
        assertThat(taking.stuck("403", LATER).reason()).isEqualTo("403");
        assertThat(taking.unsure("old copy", LATER).reason()).isEqualTo("old copy");
        assertThat(taking.stuck("403", LATER).secret()).contains(handed.secret());
        assertThat(MINTING.doubt("lost", LATER, LATER).stuck("403", LATER).reason())
                .isEqualTo("403");
    }

    @Test
    void what_is_said_after_a_key_was_taken_back_depends_on_how_it_was_shown() {
        assertThat(note(handed.notReceived(LATER))).doesNotContain("link");
        assertThat(note(MINTING.handOver(KEY, DeliveryMethod.LINK, at(11)).notReceived(LATER)))
                .contains("behind your link");
        assertThat(note(MINTING.takeBackUnseen(KEY, LATER)))
                .contains("was not shown, and was removed");
    }

    private static String note(SecretRequest.TakingBack taking) {
        return ((SecretRequest.Approved) taking.gone(LATER, LATER)).note().orElseThrow();
    }

    @Test
    void when_the_renewal_of_a_key_is_followed() {
        var succeeded =
                all().stream()
                        .map(StateQuestionsTest::renewing)
                        .filter(it ->
                                StateTimers.of(it, 7).stream()
                                        .anyMatch(entry ->
                                                entry.job().kind().equals(StateTimers.SUCCEEDED)))
                        .map(it -> it.getClass().getSimpleName())
                        .toList();
        assertThat(succeeded)
                .containsExactly("Done", "TakingBack", "NeedsPerson", "NeedsPerson", "Revoked");
        assertThat(all())
                .noneMatch(it ->
                        StateTimers.of(it, 7).stream()
                                .anyMatch(
                                        entry -> entry.job().kind().equals(StateTimers.SUCCEEDED)));
    }

    private static SecretRequest renewing(SecretRequest request) {
        return switch (request) {
            case SecretRequest.Waiting it ->
                    new SecretRequest.Waiting(RENEWAL, it.decideBy(), it.checked());
            case SecretRequest.Approved it ->
                    new SecretRequest.Approved(RENEWAL, it.grant(), it.note());
            case SecretRequest.Minting it ->
                    new SecretRequest.Minting(RENEWAL, it.grant(), it.startedAt(), it.deadline());
            case SecretRequest.Doubtful it ->
                    new SecretRequest.Doubtful(
                            RENEWAL,
                            it.grant(),
                            it.lastObservation(),
                            it.since(),
                            it.lookAt(),
                            it.lookCount());
            case SecretRequest.HandedOver it ->
                    new SecretRequest.HandedOver(
                            RENEWAL, it.grant(), it.secret(), it.handedOverAt());
            case SecretRequest.Done it ->
                    new SecretRequest.Done(
                            RENEWAL, it.grant(), it.secret(), it.handedOverAt(), it.doneAt());
            case SecretRequest.TakingBack it ->
                    new SecretRequest.TakingBack(
                            RENEWAL,
                            it.grant(),
                            it.secret(),
                            it.cause(),
                            it.requestedBy(),
                            it.since());
            case SecretRequest.NeedsPerson it ->
                    new SecretRequest.NeedsPerson(
                            RENEWAL, it.grant(), it.secret(), it.reason(), it.person(), it.since());
            case SecretRequest.Denied it ->
                    new SecretRequest.Denied(RENEWAL, it.deniedBy(), it.deniedAt(), it.reason());
            case SecretRequest.Withdrawn it ->
                    new SecretRequest.Withdrawn(RENEWAL, it.grant(), it.withdrawnAt());
            case SecretRequest.Lapsed it -> new SecretRequest.Lapsed(RENEWAL, it.lapsedAt());
            case SecretRequest.Cancelled it ->
                    new SecretRequest.Cancelled(
                            RENEWAL, it.grant(), it.cancelledBy(), it.cancelledAt());
            case SecretRequest.Unclaimed it ->
                    new SecretRequest.Unclaimed(RENEWAL, it.grant(), it.unclaimedAt());
            case SecretRequest.Revoked it ->
                    new SecretRequest.Revoked(
                            RENEWAL,
                            it.grant(),
                            it.secret(),
                            it.revokedBy(),
                            it.revokedAt(),
                            it.cause());
        };
    }
}
