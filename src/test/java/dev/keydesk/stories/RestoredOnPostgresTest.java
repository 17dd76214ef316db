package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * {@code keydesk restored} on PostgreSQL. The database as it stands is taken for the backup, since
 * what the command finds under way is the same.
 */
class RestoredOnPostgresTest extends Story {
    private String printed = "";

    @Override
    protected World world(Path in) {
        return OnPostgres.world(in);
    }

    private void isRestored() {
        world().whileDown(() -> {
            var out = new StringWriter();
            var console =
                    new Console(world().environment(), new PrintWriter(out), new PrintWriter(out));
            var around =
                    RuntimeContext.stepped(
                            world().clock(),
                            new Random(1),
                            ChatTimeouts.standard(),
                            EntraTimeouts.standard());
            int code = Keydesk.commands(console, around).execute("restored");
            printed = out.toString();
            assertThat(code).as(printed).isZero();
        });
    }

    @Test
    void what_was_under_way_goes_to_a_person_and_clicks_and_links_are_let_go() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Get a one-time link");
        var message = alice().seesPrivately("Your one-time link");
        var tab = alice().opens(message.link("Open the one-time link"));
        entra().faults().next("addPassword", new Fault.CutAfter());
        alice().sees("can pick it up").press("Pick up the secret");
        erin().runs("/new-client-secret exalate-connector")
                .description("weekly export")
                .lifetime(90)
                .reason("A new program.")
                .submit();
        bob().sees("asks for a client secret for exalate-connector").clicked("Approve");
        isRestored();
        world().timePasses(Duration.ofMinutes(10));

        assertThat(printed)
                .contains("now given to their approvers: KD-")
                .contains("dropped (the people who pressed are told): 1")
                .contains("One-time links that no longer work: 1");
        bob().sees("is asked to check it");
        bob().sees("so your click was dropped");
        assertThat(tab.enter(message.code()).outcome()).isEqualTo("replaced");
        assertThat(keysMade()).as("it may be in use").hasSize(1);
    }

    @Test
    void keys_of_attempts_given_up_are_no_longer_looked_for_by_their_names() {
        aliceAsksAndBobApproves();
        entra().faults().next("addPassword", new Fault.CutBefore());
        alice().sees("can pick it up").press("Pick up the secret");
        world().timePasses(Duration.ofMinutes(10));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        isRestored();
        var now = world().clock().instant();
        entra().tenant()
                .existingSecret(
                        world().company().payroll().id(),
                        theRequest().details().keyName(1),
                        now,
                        now.plus(Duration.ofDays(90)));
        world().timePasses(Duration.ofDays(2));

        assertThat(keysMade()).as("the backup knows nothing of its use").hasSize(1);
    }
}
