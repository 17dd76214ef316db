package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.slack.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The desk goes back to a backup of its database. Entra and people have gone on meanwhile; no key
 * in use is removed, and nobody gets a second one.
 */
class BackupTest extends Story {
    private String printed = "";

    @Test
    void a_key_handed_over_since_a_backup_of_the_pick_up_itself_is_not_removed() {
        aliceAsksAndBobApproves();
        var taken = new AtomicBoolean();
        entra().tenant()
                .onChange(() -> {
                    if (!taken.getAndSet(true)) {
                        backUp();
                    }
                });
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        var inUse = keysMade().getFirst();
        world().timePasses(Duration.ofDays(1));

        goBack();
        world().timePasses(Duration.ofDays(2));

        assertThat(printed).contains("now given to their approvers: " + theRequest().ticket());
        assertThat(keysMade()).containsExactly(inUse);
        assertThat(theRequest()).isInstanceOf(SecretRequest.NeedsPerson.class);
        assertThat(bob().sees("is asked to check it").says())
                .contains("@bob is asked", "ends in %s-1".formatted(theRequest().ticket()))
                .contains("As far as the desk knows, Entra holds no secret of it.");
        assertThat(told()).contains(inUse.keyId());

        bob().sees("asks for a client secret").press("Allow another pick-up");
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("does not remember making, so nothing was made");
        assertThat(keysMade()).containsExactly(inUse);
    }

    @Test
    void an_approval_that_was_picked_up_since_the_backup_gives_no_second_key() {
        aliceAsksAndBobApproves();
        backUp();
        alice().sees("can pick it up").press("Pick up the secret");
        var press = slack().lastDelivery().orElseThrow();
        alice().sees("Do you have it?").press("I have it");
        var inUse = keysMade().getFirst();

        world().timePasses(Duration.ofMinutes(3));
        goBack();
        assertThat(printed).contains("No request was running in this backup.");
        alice().sees("Picked up by @alice").press("Remove this secret");
        assertThat(keysMade()).as("a button the desk has forgotten").containsExactly(inUse);
        again(press.body());
        alice().seesPrivately("does not remember making, so nothing was made");
        assertThat(keysMade()).containsExactly(inUse);

        world().timePasses(Duration.ofMinutes(6));
        assertThat(told()).contains(inUse.keyId());
        entra().tenant().removeByHand(payrollId(), inUse.keyId());
        world().timePasses(Duration.ofMinutes(11));
        again(press.body() + "&again=1");
        assertThat(keysMade()).hasSize(1).doesNotContain(inUse);
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 503})
    void nor_does_it_while_entra_shows_nothing(int status) {
        aliceAsksAndBobApproves();
        backUp();
        alice().sees("can pick it up").press("Pick up the secret");
        var press = slack().lastDelivery().orElseThrow();
        alice().sees("Do you have it?").press("I have it");
        var inUse = keysMade();
        world().timePasses(Duration.ofMinutes(3));
        goBack();

        entra().faults().next("getApplication", new Fault.Refuse(status, Map.of(), "{}"));
        again(press.body());

        alice().seesPrivately("nothing was made for " + theRequest().ticket());
        assertThat(keysMade()).isEqualTo(inUse);
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        again(press.body() + "&again=1");
        alice().seesPrivately("does not remember making, so nothing was made");
    }

    @Test
    void a_key_whose_removal_was_under_way_is_a_persons_business() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I did not get it");
        backUp();
        world().timePasses(Duration.ofMinutes(10));
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        var inUse = keysMade().getFirst();

        goBack();
        world().timePasses(Duration.ofDays(1));
        assertThat(theRequest()).isInstanceOf(SecretRequest.NeedsPerson.class);
        bob().sees("asks for a client secret").press("Remove the secret");
        world().timePasses(Duration.ofDays(1));

        assertThat(theRequest()).isInstanceOf(SecretRequest.Revoked.class);
        assertThat(keysMade()).containsExactly(inUse);
        scan();
        assertThat(told()).contains(inUse.keyId());
    }

    @Test
    void an_attempt_in_doubt_is_a_persons_business_and_no_key_is_looked_for_by_its_name() {
        aliceAsksAndBobApproves();
        entra().faults().next("addPassword", new Fault.CutBefore());
        alice().sees("can pick it up").press("Pick up the secret");
        backUp();

        goBack();
        var key = appears(theRequest().details().keyName(1));
        world().timePasses(Duration.ofDays(2));

        assertThat(theRequest()).isInstanceOf(SecretRequest.NeedsPerson.class);
        assertThat(keysMade()).containsExactly(key);
        assertThat(entra().calls()).noneMatch(call -> call.name().equals("removePassword"));
    }

    @Test
    void an_attempt_given_up_is_no_longer_looked_for_by_its_name() {
        aliceAsksAndBobApproves();
        entra().faults().next("addPassword", new Fault.CutBefore());
        alice().sees("can pick it up").press("Pick up the secret");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        backUp();

        goBack();
        var key = appears(theRequest().details().keyName(1));
        world().timePasses(Duration.ofDays(2));

        assertThat(keysMade()).containsExactly(key);
        scan();
        assertThat(told()).contains(key.keyId());
    }

    @Test
    void a_click_that_waited_in_the_backup_changes_nothing_and_is_answered() {
        aliceAsks();
        slack().faults().next("users.info", 20, new Fault.Refuse(500, Map.of(), "oops"));
        bob().sees("asks for a client secret").press("Approve");
        backUp();
        slack().faults().clear();
        carol().sees("asks for a client secret").press("Deny");

        goBack();
        world().timePasses(Duration.ofMinutes(5));

        assertThat(printed)
                .contains("Clicks that were dropped (the people who pressed are told): 1");
        bob().sees("so your click was dropped and changed nothing");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
    }

    @Test
    void links_of_the_backup_open_nothing() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Get a one-time link");
        var message = alice().seesPrivately("Your one-time link");
        backUp();

        goBack();
        var page = alice().opens(message.link("Open the one-time link"));

        assertThat(printed).contains("One-time links that no longer work: 1");
        assertThat(page.enter(message.code()).outcome()).isEqualTo("replaced");
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void the_audit_log_says_who_went_back_and_that_nothing_is_left_the_second_time() {
        aliceAsksAndBobApproves();
        backUp();
        goBack();
        goBack();

        assertThat(printed)
                .contains("No request was running", "dropped (the people who pressed are told): 0");
        assertThat(world().bot().platform().audit().since(Instant.EPOCH))
                .filteredOn(event -> event.kind().equals("restored"))
                .singleElement()
                .satisfies(event -> assertThat(event.actor().name()).isEqualTo("operator"));
    }

    /** As the guide says: while the desk runs, by SQLite itself. */
    private void backUp() {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement()) {
            statement.execute("vacuum into '%s'".formatted(backup()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the guide says: stop, replace, say so, start. */
    private void goBack() {
        world().whileDown(() -> {
            replace();
            var out = new StringWriter();
            var console =
                    new Console(world().environment(), new PrintWriter(out), new PrintWriter(out));
            int code = Keydesk.commands(console, runtimeContext()).execute("restored");
            printed = out.toString();
            assertThat(code).as(printed).isZero();
        });
    }

    private void replace() {
        try {
            Files.deleteIfExists(Path.of(database() + "-wal"));
            Files.deleteIfExists(Path.of(database() + "-shm"));
            Files.deleteIfExists(database());
            Files.copy(backup(), database());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RuntimeContext runtimeContext() {
        return RuntimeContext.stepped(
                world().clock(), new Random(1), ChatTimeouts.standard(), EntraTimeouts.standard());
    }

    private Path database() {
        return world().folder().resolve("keydesk.db");
    }

    private Path backup() {
        return world().folder().resolve("backup.db");
    }

    /** The press of a button on a message whose newer look the desk has forgotten. */
    private void again(String body) {
        var reply = new ByHand(world(), alice()).send(body);
        assertThat(reply.status()).isEqualTo(200);
    }

    private Secret appears(String name) {
        var now = world().clock().instant();
        return entra().tenant()
                .existingSecret(payrollId(), name, now, now.plus(Duration.ofDays(90)));
    }

    private String payrollId() {
        return world().company().payroll().id();
    }

    /** … and the second look at what it saw. */
    private void scan() {
        world().bot().platform().periodicTasks().runOnce();
        world().timePasses(Duration.ofMinutes(6));
    }

    /** Everything in the operators' channel. */
    private String told() {
        return String.join(
                "\n",
                slack().sees(carol().id(), world().company().operators()).stream()
                        .map(SeenMessage::text)
                        .toList());
    }
}
