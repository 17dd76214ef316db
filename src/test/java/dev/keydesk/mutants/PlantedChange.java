package dev.keydesk.mutants;

/**
 * Guards that are taken away, each as a small change to a source file of the bot, and the test that
 * has to notice. A change that no longer fits its file is an error, so none goes stale unnoticed.
 */
enum PlantedChange {
    ANYBODY_PICKS_UP(
            "request/AccessRules.java",
            "return requester.equals(who)",
            "return requester != null",
            pressed("APPROVED")),
    ANYBODY_GETS_A_LINK(
            "request/AccessRules.java",
            "return requester.equals(who)",
            "return requester != null",
            pressed("APPROVED")),
    ANYBODY_WITHDRAWS(
            "request/AccessRules.java",
            "return requester.equals(who)",
            "return requester != null",
            pressed("WAITING")),
    ANYBODY_HAS_IT(
            "request/AccessRules.java",
            "return requester.equals(who)",
            "return requester != null",
            pressed("HANDED_OVER")),
    ANYBODY_SAYS_IT_WAS_NOT_THEM(
            "request/AccessRules.java",
            "return requester.equals(who)",
            "return requester != null",
            pressed("BY_LINK")),
    ANYBODY_REMOVES_THE_KEY(
            "request/AccessRules.java",
            "return requester.equals(who)",
            "return requester != null",
            pressed("RECEIVED")),
    ANYBODY_CLEARS_THE_VALUE(
            "pickup/DeliveryConfirmation.java",
            "if (isOfRequester(outcome)) {",
            "if (outcome != null) {",
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
                            .filter(stored -> stored.state().details().requester().equals(who))
            """,
            "",
            guard("who_was_handed_another_key_revokes_none_of_somebody_else")),
    A_NAME_LIKE_OURS_IS_ENOUGH_TO_REVOKE(
            "removal/Revokers.java",
            """
                            .filter(stored -> has(stored.state(), key))
            """,
            "",
            guard("a_key_that_only_bears_the_name_of_mine_is_not_mine_to_revoke")),
    PICKED_UP_TOO_LATE(
            "pickup/PickUps.java",
            ".or(() -> tooLate(approved))",
            "",
            guard("a_pick_up_after_its_deadline_makes_nothing")),
    PICKED_UP_AT_THE_VERY_DEADLINE(
            "pickup/PickUps.java",
            """
                    return approved.grant().pickUpBy().isAfter(clock.instant())
            """,
            """
                    return !approved.grant().pickUpBy().isBefore(clock.instant())
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
    APP_NAME_AS_IT_IS_IN_WORDS(
            "expiry/CredentialName.java",
            ": Mrkdwn.escape(app.name(), most)",
            ": app.name()",
            names()),
    KEY_NAME_AS_IT_IS(
            "expiry/CredentialName.java",
            "formatted(Mrkdwn.escape(given, most))",
            "formatted(given)",
            names()),
    OLD_KEY_NAME_AS_IT_IS(
            "request/PreviousSecret.java",
            "formatted(style.foreign(given, NAME_SHOWN))",
            "formatted(given)",
            names()),
    APP_NAME_AS_A_FORMULA(
            "credentiallist/KeyCsv.java",
            "row.put(\"app\", guarded(key.app().name()));",
            "row.put(\"app\", key.app().name());",
            names()),
    A_LEASE_OF_A_MINUTE(
            "store/Leases.java",
            "Duration.ofSeconds(50)",
            "Duration.ofSeconds(60)",
            "stories.TakeoverTest#no_wait_and_no_sum_of_waits_is_longer_than_the_table_says"),
    AN_ERROR_ENDS_A_ROUND(
            "jobs/PeriodicTasks.java",
            "catch (RuntimeException | Error trouble)",
            "catch (RuntimeException trouble)",
            "jobs.PeriodicTasksTest#one_that_fails_does_not_keep_the_others_from_theirs"),
    A_COPY_STAYS_OPEN(
            "livemessages/LiveMessages.java",
            "chat.update(copy, COPY);",
            "log.debug(\"{}\", copy);",
            "stories.CopiesTest#a_decision_on_the_copy_is_not_taken_and_the_copy_closes"),
    A_COPY_DECIDES(
            "decision/DecisionGuard.java",
            "if (isOldCard(request, things.key(now))) {",
            "if (isOldCard(request, things.key(now)) && now == null) {",
            "stories.CopiesTest#a_decision_on_the_copy_is_not_taken_and_the_copy_closes"),
    ANYBODY_IS_LET_THROUGH(
            "decision/DecisionGuard.java",
            "if (verdict instanceof Verdict.Refused(var because)) {",
            "if (verdict instanceof Verdict.Refused(var because) && because.isEmpty()) {",
            "decision.DecisionGuardTest"),
    A_LOST_RACE_IS_NOT_DECIDED_AGAIN(
            "decision/DecisionGuard.java",
            "MOST_TRIES = 10",
            "MOST_TRIES = 1",
            "decision.DecisionGuardTest"),
    ANY_CARD_IS_CURRENT(
            "decision/DecisionGuard.java",
            "return !current.isEmpty() && !current.contains(on)",
            "return current.isEmpty() && !current.contains(on)",
            "stories.EveryDecisionTest"),
    THE_PAGE_GETS_SLACKS_MARKUP(
            "pickup/SecretDelivery.java",
            "case LINK -> TextStyle.PLAIN;",
            "case LINK -> TextStyle.SLACK;",
            "request.HandOverTest#only_what_is_approved_is_picked_up"),
    ONE_LOOK_SAYS_GONE(
            "lookup/Absences.java",
            "return number >= ENOUGH;",
            "return number >= 1;",
            "stories.NotThereOnceTest#a_leaked_key_whose_removal_is_retried_is_not_gone"),
    LOOKS_AT_ONE_MOMENT_COUNT(
            "lookup/Absences.java",
            "return !last.plus(APART).isAfter(now);",
            "return now != null;",
            "expiry.ScanTest#one_list_without_a_key_makes_it_not_gone_and_looks_that_are_too_close_count_once"),
    A_KEY_THAT_IS_NOT_READ_IS_GONE(
            "expiry/ScanRun.java",
            "rows.save(tx, changes, partly, now)",
            "rows.save(tx, changes, Set.of(), now)",
            "expiry.ScanTest#what_cannot_be_read_any_more_is_not_gone_and_hides_no_change_of_others"),
    AN_APP_THAT_IS_NOT_READ_IS_GONE(
            "expiry/Scan.java",
            """
                        log.warn("app={} not read: {}", objectId, unreadable.facts());
                        return false;
            """,
            """
                        log.warn("app={} not read: {}", objectId, unreadable.facts());
                        return true;
            """,
            "expiry.ScanTest#an_app_that_cannot_be_asked_for_stays_until_the_next_scan"),
    ANY_404_IS_AN_ANSWER(
            "entra/FailureClassifier.java",
            "facts.code().isEmpty() || facts.requestId().isEmpty()",
            "facts == null",
            "entra.FailureTableTest"),
    A_404_WITHOUT_AN_ID_IS_GRAPHS(
            "entra/FailureClassifier.java",
            "facts.code().isEmpty() || facts.requestId().isEmpty()",
            "facts.code().isEmpty()",
            "entra.FailureTableTest"),
    ANY_CODE_SAYS_NOT_THERE(
            "entra/EntraFailure.java",
            "code().filter(NO_SUCH_THING::equals).isPresent()",
            "code().isPresent()",
            "entra.FailureTableTest"),
    A_FIELD_THAT_COMES_TWICE_IS_TAKEN(
            "slack/GateDelivery.java", "expect(before == null);", "", "slack.GateDeliveryTest"),
    A_NAME_THAT_COMES_TWICE_IS_TAKEN(
            "slack/GateDelivery.java",
            ".enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)",
            "",
            "slack.GateDeliveryTest"),
    TYPED_TEXT_STAYS_ESCAPED(
            "slack/CommandText.java",
            "unescaped(text).strip()",
            "text.strip()",
            "stories.TypedTextTest#every_command_finds_an_app_with_signs_that_slack_escapes"),
    TYPED_TEXT_IS_UNESCAPED_TWICE(
            "slack/CommandText.java",
            "NAMED.matcher(text)",
            "NAMED.matcher(text.replace(\"&amp;\", \"&\"))",
            "stories.TypedTextTest#every_command_finds_an_app_with_signs_that_slack_escapes"),
    A_NAME_THAT_FITS_NOTHING_IS_NOT_SAID(
            "request/TypedApp.java",
            "return seesNames",
            "return typed != null ? NONE : seesNames",
            "stories.TypedTextTest#a_name_that_fits_nothing_or_several_is_said_where_it_was_typed"),
    A_NAME_IS_UNKNOWN_BEFORE_THE_FIRST_SCAN(
            "request/TypedApp.java",
            "typed.isBlank() || !search.isReady()",
            "typed.isBlank()",
            "stories.TypedTextTest#before_the_first_scan_no_name_is_called_unknown"),
    A_PART_OF_A_NAME_IS_ENOUGH(
            "request/TypedApp.java",
            "!isCalled(app, typed.strip())",
            "app.name().isEmpty()",
            "stories.TypedTextTest#who_is_not_known_to_see_names_has_to_know_the_one_to_revoke_a_secret_of"),
    OLD_NAMES_ARE_NOT_READ(
            "entra/AppJson.java",
            "given().or(() -> CustomKeyIdentifier.secretName(identifier))",
            "given()",
            "stories.OddCredentialsTest#an_old_secret_is_called_by_the_name_in_its_bytes_wherever_it_is_named"),
    OLD_NAMES_IN_UTF_16_ARE_NOT_READ(
            "entra/CustomKeyIdentifier.java",
            "return decoded(bytes, StandardCharsets.UTF_16LE)",
            "return decoded(bytes, StandardCharsets.US_ASCII)",
            "entra.CustomKeyIdentifierTest"),
    NO_THUMBPRINTS(
            "entra/AppJson.java",
            "given().or(() -> CustomKeyIdentifier.certificateName(identifier))",
            "given()",
            "stories.OddCredentialsTest#a_certificate_without_a_name_is_called_by_its_thumbprint"),
    A_SIGNING_ENTRY_IS_A_CERTIFICATE(
            "entra/AppJson.java",
            "key.verifies() || !verified.contains(key.identifier())",
            "key != null",
            "stories.OddCredentialsTest#the_two_entries_of_a_certificate_that_signs_are_one_credential"),
    PROXYS_SECRET_IS_TOLD(
            "reminder/ReminderPlanner.java",
            "return live.key().isOfApplicationProxy()\n                    || own",
            "return own",
            "stories.OddCredentialsTest#application_proxys_own_secret_is_told_nobody_and_offered_nowhere"),
    PROXYS_SECRET_IS_REMOVED(
            "removal/RemovalPreconditions.java",
            "return key.isOfApplicationProxy()",
            "return key == null",
            "stories.OddCredentialsTest#old_buttons_and_forms_change_nothing_of_application_proxys_secret"),
    PROXYS_SECRET_IS_RENEWED(
            "request/RenewalCheck.java",
            "filter(PreviousSecret::isOfApplicationProxy).isPresent()",
            "filter(PreviousSecret::isOfApplicationProxy).isEmpty()",
            "stories.OddCredentialsTest#old_buttons_and_forms_change_nothing_of_application_proxys_secret"),
    PROXYS_SECRET_IS_OFFERED_FOR_REVOKING(
            "removal/RevokeForms.java",
            "                        .filter(key -> !key.isOfApplicationProxy())\n",
            "",
            "stories.OddCredentialsTest#beside_others_application_proxys_secret_is_named_for_what_it_is_and_not_offered"),
    PROXYS_SECRET_IS_OFFERED_FOR_RENEWAL(
            "credentiallist/KeyLine.java",
            " || key.isOfApplicationProxy()",
            "",
            "stories.OddCredentialsTest#application_proxys_own_secret_is_told_nobody_and_offered_nowhere"),
    PROXYS_SECRET_ENDS_LIKE_OTHERS(
            "ownership/CredentialView.java",
            "if (key.isOfApplicationProxy()) {",
            "if (key == null) {",
            "stories.OddCredentialsTest#application_proxys_own_secret_is_told_nobody_and_offered_nowhere"),
    PROXYS_SECRET_TAKES_A_PLACE(
            "expiry/Superseded.java",
            "                && !newer.isOfApplicationProxy()\n",
            "",
            "stories.OddCredentialsTest#a_newer_secret_of_application_proxy_takes_the_place_of_none"),
    PROXYS_SECRET_MAKES_ROOM(
            "request/SecretLimit.java",
            "                        .filter(secret -> !secret.isOfApplicationProxy())\n",
            "",
            "request.SecretLimitTest"),
    NO_SHORT_LIFETIMES("request/Policy.java", "{7, 14, 30, 60, 90,", "{90,", "request.PolicyTest"),
    ANYBODY_SHORTENS(
            "request/AccessRules.java",
            "return requester.equals(who)",
            "return requester != null",
            "stories.EveryActionTest#whoever_may_not_changes_nothing_and_hears_why#TOO_LONG"),
    A_LIFETIME_IS_SHORTENED_WITHOUT_A_REFUSAL(
            "pickup/ShorterLifetime.java",
            ".filter(it -> approved.tooLong())",
            "",
            "request.HandOverTest#a_lifetime_is_shortened_by_the_requester_one_step_and_only_after_a_refusal"),
    A_LIFETIME_IS_MADE_LONGER(
            "pickup/ShorterLifetime.java",
            "days.isEmpty() || !pressed.equals(String.valueOf(days.get()))",
            "days.isEmpty()",
            "request.HandOverTest#a_lifetime_is_shortened_by_the_requester_one_step_and_only_after_a_refusal"),
    EMOJI_ARE_DRAWN(
            "chat/Mrkdwn.java",
            "mayBoundEmoji(line, at) ? like(point) : \":\"",
            "\":\"",
            "chat.MrkdwnTest"),
    MARKS_OF_DIRECTION_ARE_TEXT(
            "config/ControlCharacters.java", "\\\\p{Cf}", "", "chat.MrkdwnTest"),
    A_FORMULA_BEHIND_A_SEMICOLON(
            "credentiallist/KeyCsv.java", "(?<=^|[;|])", "(?<=^)", "credentiallist.KeyCsvTest"),
    A_FORMULA_IN_WIDE_SIGNS(
            "credentiallist/KeyCsv.java", "＝＋－＠﹦﹢﹣﹫", "", "credentiallist.KeyCsvTest"),
    A_FORMULA_BEHIND_SPACE(
            "credentiallist/KeyCsv.java",
            "[\\\\s\\\\p{Z}\\\"'“”＂]*",
            "",
            "credentiallist.KeyCsvTest"),
    WIDE_DIGITS_ARE_NO_CODE(
            "web/PickUpPost.java",
            "withPlainDigits(json.path(\"code\").asText())",
            "json.path(\"code\").asText()",
            "web.PickUpPostTest"),
    NO_PICK_UP_AT_HOME(
            "home/HomeView.java",
            "if (!request.buttons().isEmpty()) {",
            "if (request.buttons() == null) {",
            "stories.HomeOnlyTest#the_secret_is_picked_up_at_the_home_tab_and_shown_in_a_modal_once"),
    NO_ANSWERS_AT_HOME(
            "slack/ButtonHandlers.java",
            ".map(interaction::withResponseUrl)",
            ".map(_ -> interaction)",
            "stories.HomeOnlyTest#the_secret_is_picked_up_at_the_home_tab_and_shown_in_a_modal_once"),
    WHO_MAY_USE_THE_APP_IS_NOT_SAID(
            "chat/ChatFailure.java",
            "case \"app_access_restricted\" ->",
            "case \"\" ->",
            "stories.SlackRefusesTest#a_card_that_slack_does_not_let_the_app_post_is_told_to_whoever_waits_for_it"),
    THAT_A_FILE_IS_FORBIDDEN_IS_NOT_SAID(
            "chat/ChatFailure.java",
            "case \"file_type_not_allowed\" ->",
            "case \"\" ->",
            "stories.SlackRefusesTest#a_file_that_slack_does_not_allow_is_told_in_words"),
    THAT_FILES_ARE_FORBIDDEN_IS_NOT_SAID(
            "chat/ChatFailure.java",
            ", \"file_uploads_except_images_disabled\"",
            "",
            "stories.SlackRefusesTest#a_file_that_slack_does_not_allow_is_told_in_words"),
    A_SECRET_IN_A_FIELD_IS_STORED(
            "request/TextInputCheck.java",
            ": SecretPatterns.complaint(text);",
            ": Optional.empty();",
            "stories.TypedTextTest#a_text_with_a_secret_in_it_is_refused_before_it_is_stored"),
    A_SECRET_BEHIND_A_COMMAND_IS_STORED(
            "slack/CommandHandlers.java",
            ".or(() -> SecretPatterns.complaint(text.typed()))",
            "",
            "stories.TypedTextTest#a_text_with_a_secret_in_it_is_refused_before_it_is_stored"),
    A_SECRET_IN_A_STOP_IS_STORED(
            "cli/StopCommand.java",
            "SecretPatterns.complaint(why)",
            "SecretPatterns.complaint(\"\")",
            "cli.CommandsTest#a_reason_with_a_secret_in_it_is_refused_before_it_is_stored");

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
