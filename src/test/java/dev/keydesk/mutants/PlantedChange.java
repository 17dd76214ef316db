package dev.keydesk.mutants;

import java.util.Arrays;
import java.util.List;

/**
 * Guards that are taken away, each as a small change to a source file of the bot, and the test that
 * has to notice. A change that no longer fits its file is an error, so none goes stale unnoticed.
 */
enum PlantedChange {
    ANYBODY_PICKS_UP(
            "pickup/PickUps.java",
            """
                    if (!stored.get().details().requester().equals(interaction.by())) {
            """,
            """
                    if (stored.isEmpty()) {
            """,
            pressed("APPROVED")),
    ANYBODY_GETS_A_LINK(
            "link/LinkOffers.java",
            """
                    if (!stored.get().details().requester().equals(interaction.by())) {
            """,
            """
                    if (stored.isEmpty()) {
            """,
            pressed("APPROVED")),
    ANYBODY_WITHDRAWS(
            "request/Withdrawals.java",
            """
                    if (!stored.get().details().requester().equals(interaction.by())) {
            """,
            """
                    if (stored.isEmpty()) {
            """,
            pressed("WAITING")),
    ANYBODY_HAS_IT(
            "pickup/DeliveryConfirmation.java",
            """
                    if (!stored.get().details().requester().equals(by)) {
            """,
            """
                    if (stored.isEmpty()) {
            """,
            pressed("HANDED_OVER")),
    ANYBODY_SAYS_IT_WAS_NOT_THEM(
            "pickup/DeliveryConfirmation.java",
            """
                    if (!stored.get().details().requester().equals(by)) {
            """,
            """
                    if (stored.isEmpty()) {
            """,
            pressed("BY_LINK")),
    ANYBODY_REMOVES_THE_KEY(
            "pickup/DeliveryConfirmation.java",
            """
                    if (!stored.get().details().requester().equals(by)) {
            """,
            """
                    if (stored.isEmpty()) {
            """,
            pressed("RECEIVED")),
    ANYBODY_CLEARS_THE_VALUE(
            "pickup/DeliveryConfirmation.java",
            """
                    if (isRequester(interaction)) {
            """,
            """
                    if (!interaction.subject().isEmpty()) {
            """,
            pressed("HANDED_OVER")),
    ANYBODY_DECIDES(
            "request/Policy.java",
            """
                            .or(() -> isApprover(approver) ? Optional.empty() : Optional.of(notAnApprover()));
            """,
            """
                            .or(Optional::empty);
            """,
            pressed("WAITING")),
    ONES_OWN_REQUEST_IS_DECIDED(
            "request/Policy.java",
            """
                            .or(() -> ownRequest(approver, requester))
            """,
            "",
            pressed("WAITING")),
    ANYBODY_REVOKES(
            "removal/Revokers.java",
            """
                        case Right.OwnOnes() -> handedTo(who, key);
            """,
            """
                        case Right.OwnOnes() -> Optional.of("They may.");
            """,
            pressed("LEAKED")),
    GUESTS_REVOKE(
            "removal/Revokers.java",
            """
                    if (asMember.isPresent()) {
            """,
            """
                    if (asMember.filter(String::isEmpty).isPresent()) {
            """,
            pressed("LEAKED")),
    ONE_REVOKES_WHAT_ANOTHER_WAS_HANDED(
            "removal/Revokers.java",
            """
                            .filter(stored -> stored.details().requester().equals(who))
            """,
            "",
            guard("who_was_handed_another_key_revokes_none_of_somebody_else")),
    A_NAME_LIKE_OURS_IS_ENOUGH_TO_REVOKE(
            "removal/Revokers.java",
            """
                            .filter(stored -> has(stored.request(), key))
            """,
            "",
            guard("a_key_that_only_bears_the_name_of_mine_is_not_mine_to_revoke")),
    PICKED_UP_TOO_LATE(
            "pickup/PickUps.java",
            """
                    return mintSwitch.refusal().or(() -> tooLate(approved));
            """,
            """
                    return mintSwitch.refusal();
            """,
            guard("a_pick_up_after_its_deadline_makes_nothing")),
    PICKED_UP_AT_THE_VERY_DEADLINE(
            "pickup/PickUps.java",
            """
                    return approved.grant().until().isAfter(clock.instant())
            """,
            """
                    return !approved.grant().until().isBefore(clock.instant())
            """,
            guard("a_pick_up_after_its_deadline_makes_nothing")),
    APPROVED_TOO_LATE(
            "approval/Approvals.java",
            """
                    if (!waiting.decideBy().isAfter(now)) {
            """,
            """
                    if (now == null) {
            """,
            guard("an_approval_after_the_deadline_changes_nothing")),
    APPROVED_AT_THE_VERY_DEADLINE(
            "approval/Approvals.java",
            """
                    if (!waiting.decideBy().isAfter(now)) {
            """,
            """
                    if (waiting.decideBy().isBefore(now)) {
            """,
            guard("an_approval_after_the_deadline_changes_nothing")),
    TAKEN_BACK_BEFORE_READS_ARE_CURRENT(
            "pickup/KeyRollback.java",
            "case LookupResult.Missing(var again) -> throw new RescheduleException(again);",
            "case LookupResult.Missing(var _) -> gone(stored, taking);",
            guard("a_key_is_not_taken_for_gone_while_reads_of_entra_may_be_old")),
    ONE_LOOK_IS_ENOUGH(
            "pickup/OutcomeReconciliation.java",
            "doubtful.notThere(again),",
            "doubtful.settled(\"\", clock.instant()),",
            guard("one_look_does_not_settle_a_doubt")),
    REMINDED_BY_BOTH_NODES(
            "reminder/ReminderRun.java",
            """
                            .filter(entry -> steps.tell(tx, entry.keyEnd(), entry.step(), now))
            """,
            """
                            .filter(entry -> steps.tell(tx, entry.keyEnd(), entry.step(), now) || now != null)
            """,
            guard("what_another_node_has_told_in_the_same_moment_is_not_told_again")),
    APP_NAME_AS_IT_IS_IN_THE_PICK_UP_MESSAGE(
            "pickup/PickUpMessage.java",
            "Mrkdwn.escape(details.app().name(), 120)",
            "details.app().name()",
            names()),
    APP_NAME_AS_IT_IS_IN_REMOVALS(
            "removal/RemovalText.java", ": Mrkdwn.escape(name, NAME_SHOWN)", ": name", names()),
    KEY_NAME_AS_IT_IS(
            "expiry/CredentialName.java",
            "formatted(Mrkdwn.escape(given, most))",
            "formatted(given)",
            names()),
    OLD_KEY_NAME_AS_IT_IS(
            "request/PreviousSecret.java",
            "formatted(Mrkdwn.escape(given, NAME_SHOWN))",
            "formatted(given)",
            names()),
    APP_NAME_AS_IT_IS_ON_THE_CARD_OF_AN_OLD_KEY(
            "renewal/RenewalText.java", ": Mrkdwn.escape(name, APP_SHOWN)", ": name", names()),
    APP_NAME_AS_A_FORMULA(
            "credentiallist/KeyCsv.java",
            "row.put(\"app\", guarded(key.app().name()));",
            "row.put(\"app\", key.app().name());",
            names());

    /** Below the root of our packages. */
    final String file;

    final String right;
    final String wrong;

    /** The test that notices; see {@link TestRun}. */
    final String test;

    PlantedChange(String file, String right, String wrong, String test) {
        this.file = file;
        this.right = right;
        this.wrong = wrong;
        this.test = test;
    }

    /** All tests that notice one. */
    static List<String> tests() {
        return Arrays.stream(values()).map(change -> change.test).distinct().toList();
    }

    private static String pressed(String scene) {
        return "stories.EveryActionTest#whoever_may_not_changes_nothing_and_hears_why#" + scene;
    }

    private static String guard(String test) {
        return "stories.GuardsTest#" + test;
    }

    private static String names() {
        return "stories.ForeignNamesTest";
    }
}
