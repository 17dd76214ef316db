package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.slack.Choice;
import dev.keydesk.sandbox.slack.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keys in Entra that carry the desk's marker and belong to no request: told once to those who run
 * the desk, and never touched.
 */
class UnknownKeysTest extends Story {
    private static final String NAME = "nightly export · KD-7F3K2-1";

    @Test
    void a_key_of_a_request_nobody_knows_is_told_once_with_the_command_that_removes_it() {
        var key = appears(NAME);
        scan();
        assertThat(told()).as("the first sight may be an old one").isEmpty();
        world().timePasses(Duration.ofMinutes(6));

        var message = carol().sees("belongs to no request");
        assertThat(message.says())
                .contains("payroll-api", NAME, key.keyId(), key.hint())
                .contains("The desk knows no request KD-7F3K2.")
                .contains("Nothing was removed")
                .contains(
                        "az ad app credential delete --id %s --key-id %s"
                                .formatted(payroll().appId(), key.keyId()));
        assertThat(message.spoken()).contains("az ad app credential delete", key.keyId());

        scan();
        world().restart();
        scan();
        world().timePasses(Duration.ofDays(3));
        assertThat(told()).hasSize(1);
        assertThat(keysMade()).containsExactly(key);
        assertThat(audited("unknown-secret")).hasSize(1);
        assertThat(entra().calls()).noneMatch(call -> call.name().equals("removePassword"));
    }

    @Test
    void the_message_says_when_the_key_is_gone() {
        var key = appears(NAME);
        scan();
        world().timePasses(Duration.ofMinutes(6));
        entra().tenant().removeByHand(payroll().id(), key.keyId());
        world().timePasses(Duration.ofMinutes(11));

        assertThat(carol().sees("belongs to no request").says())
                .contains("is no longer in Entra")
                .doesNotContain("az ad app");
        assertThat(told()).hasSize(1);
        assertThat(audited("unknown-secret-gone")).hasSize(1);
        scan();
        world().timePasses(Duration.ofDays(1));
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_key_that_comes_back_with_its_app_is_told_again() {
        var key = appears(NAME);
        scan();
        world().timePasses(Duration.ofMinutes(6));
        entra().tenant().removeByHand(payroll().id(), key.keyId());
        world().timePasses(Duration.ofMinutes(11));
        entra().tenant().bringBack(payroll().id(), key);
        scan();
        world().timePasses(Duration.ofMinutes(6));

        assertThat(told()).hasSize(2);
        assertThat(told().getFirst()).contains("is no longer in Entra");
        assertThat(told().getLast()).contains("az ad app credential delete");
        assertThat(audited("unknown-secret")).hasSize(2);
    }

    @Test
    void a_key_that_is_seen_once_more_after_it_is_gone_makes_no_noise() {
        var key = appears(NAME);
        scan();
        world().timePasses(Duration.ofMinutes(6));
        entra().tenant().removeByHand(payroll().id(), key.keyId());
        world().timePasses(Duration.ofMinutes(11));
        entra().tenant().bringBack(payroll().id(), key);
        scan();
        entra().tenant().removeByHand(payroll().id(), key.keyId());
        world().timePasses(Duration.ofDays(1));

        assertThat(told()).singleElement().asString().contains("is no longer in Entra");
        entra().tenant().bringBack(payroll().id(), key);
        scan();
        world().timePasses(Duration.ofMinutes(6));
        assertThat(told()).hasSize(2);
    }

    @Test
    void a_key_that_has_ended_is_told_as_such_and_no_longer_asked_about() {
        var now = world().clock().instant();
        entra().tenant()
                .existingSecret(
                        payroll().id(),
                        NAME,
                        now.minus(Duration.ofDays(90)),
                        now.plus(Duration.ofMinutes(2)));
        scan();
        world().timePasses(Duration.ofMinutes(6));
        assertThat(carol().sees("belongs to no request").says())
                .contains("The secret has expired", "az ad app credential delete")
                .doesNotContain("the secret works");

        world().timePasses(Duration.ofMinutes(11));
        var asked = entra().calls().size();
        world().timePasses(Duration.ofDays(3));
        assertThat(entra().calls()).hasSize(asked);
    }

    @Test
    void a_key_that_is_gone_at_the_second_look_makes_no_noise() {
        var key = appears(NAME);
        scan();
        entra().tenant().removeByHand(payroll().id(), key.keyId());
        world().timePasses(Duration.ofDays(1));

        assertThat(told()).isEmpty();
        assertThat(audited("unknown-secret")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nightly export",
                "KD-7F3K2-1",
                "nightly export KD-7F3K2-1",
                "nightly export · KD-7F3K2",
                "nightly export · KD-7F3K2-0",
                "nightly export · KD-7F3K2-01",
                "nightly export · KD-7F3K2-1 (old)",
                "nightly export · KD-UILO2-1",
                "nightly export · kd-7f3k2-1",
            })
    void a_name_that_only_looks_like_ours_is_not_ours(String name) {
        appears(name);
        scan();
        world().timePasses(Duration.ofDays(1));

        assertThat(told()).isEmpty();
    }

    @Test
    void also_a_key_of_an_app_the_desk_never_serves_is_told_and_not_touched() {
        var tier0 = app("tier0-domain-sync");
        var own = app("Keydesk");
        var now = world().clock().instant();
        for (var app : List.of(tier0, own)) {
            entra().tenant().existingSecret(app, NAME, now, now.plus(Duration.ofDays(90)));
        }
        scan();
        world().timePasses(Duration.ofMinutes(6));

        carol().sees("tier0-domain-sync has a client secret");
        carol().sees("Keydesk has a client secret");
        world().timePasses(Duration.ofDays(2));
        assertThat(entra().calls()).noneMatch(call -> call.name().equals("removePassword"));
    }

    @Test
    void the_keys_of_requests_are_nobodys_business_here_whatever_becomes_of_them() {
        aliceAsksAndBobApproves();
        scan();
        alice().sees("can pick it up").press("Pick up the secret");
        scan();
        alice().sees("Do you have it?").press("I did not get it");
        scan();
        world().timePasses(Duration.ofMinutes(10));
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        scan();
        world().timePasses(Duration.ofDays(2));
        alice().sees("Picked up by @alice").press("Remove this secret");
        scan();
        world().timePasses(Duration.ofHours(1));

        assertThat(theRequest()).isInstanceOf(SecretRequest.Revoked.class);
        assertThat(told()).isEmpty();
        assertThat(audited("unknown-secret")).isEmpty();
    }

    @Test
    void a_second_key_by_the_name_of_one_in_use_is_told_and_the_one_in_use_is_not() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        var made = keysMade().getFirst();
        var twin = appears(made.displayName());
        scan();
        world().timePasses(Duration.ofMinutes(6));

        assertThat(told())
                .singleElement()
                .satisfies(text -> assertThat(text).contains(twin.keyId()));
        assertThat(carol().sees("belongs to no request").says())
                .contains("is a different one, " + made.keyId());
    }

    @Test
    void a_key_of_a_request_that_was_made_by_hand_is_told_with_what_the_desk_knows() {
        aliceAsks();
        var details = theRequest().details();
        appears(details.keyName(3));
        var now = world().clock().instant();
        entra().tenant()
                .existingSecret(
                        app("exalate-connector"),
                        details.keyName(1),
                        now,
                        now.plus(Duration.ofDays(90)));
        scan();
        world().timePasses(Duration.ofMinutes(6));

        assertThat(carol().sees("payroll-api has a client secret").says())
                .contains("attempt 3 for %s has never been made".formatted(details.ticket()));
        assertThat(carol().sees("exalate-connector has a client secret").says())
                .contains("%s is about another app registration".formatted(details.ticket()));
    }

    @Test
    void a_late_key_of_an_attempt_given_up_is_the_desks_own_to_remove_and_is_not_told() {
        aliceAsksAndBobApproves();
        entra().faults().next("addPassword", new Fault.CutBefore());
        alice().sees("can pick it up").press("Pick up the secret");
        world().timePasses(Duration.ofMinutes(10));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);

        appears(theRequest().details().keyName(1));
        scan();
        world().timePasses(Duration.ofDays(2));

        assertThat(keysMade()).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void a_key_by_the_name_of_an_attempt_in_doubt_that_began_before_it_is_not_its_own() {
        aliceAsksAndBobApproves();
        world().timePasses(Duration.ofMinutes(20));
        entra().faults().next("addPassword", 2, new Fault.CutBefore());
        alice().sees("can pick it up").press("Pick up the secret");
        var began = world().clock().instant().minus(Duration.ofMinutes(3));
        var inUse =
                entra().tenant()
                        .existingSecret(
                                payroll().id(),
                                theRequest().details().keyName(1),
                                began,
                                began.plus(Duration.ofDays(90)));
        world().timePasses(Duration.ofDays(2));

        assertThat(theRequest()).isInstanceOf(SecretRequest.Unclaimed.class);
        assertThat(keysMade()).containsExactly(inUse);
    }

    @Test
    void a_request_that_only_a_newer_version_can_read_stops_neither_a_scan_nor_another_pick_up() {
        aliceAsksAndBobApproves();
        var theirs = theRequest().details();
        erin().runs("/new-client-secret payroll-api")
                .description("weekly export")
                .lifetime(90)
                .reason("A new program.")
                .submit();
        world().timePasses(Duration.ofMinutes(1));
        appears(theirs.keyName(1));
        write(
                "update secret_request set state = 'Teleported' where ticket = '%s'"
                        .formatted(theirs.ticket()));
        bob().sees("weekly export").press("Approve");
        entra().tenant().app("brand-new", it -> it.ownedBy(desk()));
        scan();

        erin().sees("can pick it up").press("Pick up the secret");
        erin().seesPrivately("Client secret (value)");
        assertThat(offered("brand-new")).as("the new list is in use").hasSize(1);
        world().timePasses(Duration.ofMinutes(10));
        assertThat(told()).as("the newer version looks after its key").isEmpty();
    }

    @Test
    void an_unknown_key_in_a_state_of_a_newer_version_is_left_to_that_version() {
        appears(NAME);
        scan();
        write("update orphaned_secret set state = 'Pondered'");
        entra().tenant().app("brand-new", it -> it.ownedBy(desk()));
        scan();
        world().timePasses(Duration.ofMinutes(30));

        assertThat(told()).isEmpty();
        assertThat(offered("brand-new")).as("the new list is in use").hasSize(1);
    }

    @Test
    void what_others_wrote_is_shown_as_they_wrote_it_and_calls_nobody() {
        var app = entra().tenant().app("<!here> *bold* `code`", it -> it.ownedBy(desk()));
        var now = world().clock().instant();
        entra().tenant()
                .existingSecret(
                        app.id(),
                        "<!channel> & $(rm -rf) · KD-7F3K2-1",
                        now,
                        now.plus(Duration.ofDays(1)));
        scan();
        world().timePasses(Duration.ofMinutes(6));

        assertThat(told())
                .singleElement()
                .satisfies(text ->
                        assertThat(text)
                                .contains("&lt;!here&gt;", "&lt;!channel&gt;")
                                .doesNotContain("<!here>", "<!channel>"));
    }

    @Test
    void nothing_is_told_where_another_company_reads_and_all_of_it_once_they_left() {
        slack().workspace().shareExternally(world().company().operators());
        appears(NAME);
        scan();
        world().timePasses(Duration.ofDays(3));
        assertThat(told()).isEmpty();
        assertThat(String.join("\n", log()))
                .contains("operators' channel #desk-operators is shared");

        slack().workspace().stopSharing(world().company().operators());
        world().timePasses(Duration.ofHours(2));
        assertThat(told()).hasSize(1);
    }

    private void write(String statement) {
        world().bot().platform().db().writing(tx -> tx.sql().execute(statement));
    }

    private List<Choice> offered(String typed) {
        return alice().runs("/new-client-secret").offers(typed);
    }

    private Secret appears(String name) {
        var now = world().clock().instant();
        return entra().tenant()
                .existingSecret(payroll().id(), name, now, now.plus(Duration.ofDays(90)));
    }

    private Application payroll() {
        return world().company().payroll();
    }

    private String app(String name) {
        return entra().tenant().applications().stream()
                .filter(app -> app.displayName().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private String desk() {
        return entra().tenant().desk().orElseThrow().id();
    }

    private void scan() {
        world().bot().platform().periodicTasks().runOnce();
        world().settle();
    }

    /** What stands in the operators' channel, as it was sent. */
    private List<String> told() {
        return slack().sees(carol().id(), world().company().operators()).stream()
                .map(SeenMessage::text)
                .toList();
    }

    private List<AuditEvent> audited(String kind) {
        return world().bot().platform().audit().since(Instant.EPOCH).stream()
                .filter(event -> event.kind().equals(kind))
                .toList();
    }
}
