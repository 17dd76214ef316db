package dev.keydesk.sandbox;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.entra.SignInResult;
import dev.keydesk.sandbox.slack.NotOnScreen;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Plays the main story unattended, over the wire, and prints it as a conversation: who typed, saw
 * and clicked what, and what Entra holds after each step. Anything unexpected ends it.
 */
final class StoryTold {
    private static final Pattern VALUE =
            Pattern.compile("[A-Za-z0-9_.~-]{3}8Q~[A-Za-z0-9_.~-]{34}");

    private final World world;
    private final LeakDetector leakDetector;
    private final PrintWriter out;
    private int steps;

    StoryTold(World world, LeakDetector leakDetector, PrintWriter out) {
        this.world = world;
        this.leakDetector = leakDetector;
        this.out = out;
    }

    /** Plays the story and returns the number of steps. */
    int play() {
        out.println("A simulated Slack, a simulated Entra, and the real bot between them.");
        try {
            holds(0);
            aliceAsks();
            bobApproves();
            alicePicksUp();
            aliceConfirms();
            somebodyElseTries();
            aliceRemovesTheKey();
            return steps;
        } catch (NotAsExpected | NotOnScreen unexpected) {
            throw new NotAsExpected("step %s: %s".formatted(steps, unexpected.getMessage()));
        }
    }

    private void aliceAsks() {
        step("alice types: /new-client-secret payroll-api");
        var form = world.alice().runs("/new-client-secret payroll-api");
        sees("alice", form.says());
        step("alice fills in: description “Britive production”, 90 days, a reason; and sends it");
        form.description("Britive production")
                .lifetime(90)
                .reason("The old secret expires in spring.")
                .submit();
        sees("alice", form.says());
        sees("alice", world.alice().sees("Waiting for a decision").says());
        holds(0);
    }

    private void bobApproves() {
        var card = world.bob().sees("@alice asks for a client secret for payroll-api");
        sees("bob", card.says());
        step("bob presses: Approve, and confirms it when Slack asks");
        card.press("Approve");
        sees("bob", world.bob().sees("Approved by @bob").says());
        holds(0);
    }

    private void alicePicksUp() {
        var note = world.alice().sees("can pick it up");
        sees("alice", note.says());
        step("alice presses: Pick up the secret");
        note.press("Pick up the secret");
        var shownMessage = world.alice().seesPrivately("Client secret (value)");
        expect(
                shownMessage.says().contains(value().reveal()),
                "alice sees the value that Entra made");
        sees("alice, and only she,", shownMessage.says());
        holds(1);
        step("a minute passes; the value signs in");
        world.timePasses(Duration.ofMinutes(1));
        expect(signIn() instanceof SignInResult.Accepted, "Entra accepts the value");
    }

    private void aliceConfirms() {
        step("alice presses: I have it");
        world.alice().seesPrivately("Client secret (value)").press("I have it");
        expect(
                world.alice().find("Client secret (value)").isEmpty(),
                "the message with the value is gone");
        sees("alice", world.alice().sees("and received").says());
        sees("bob", world.bob().sees("Picked up by @alice").says());
    }

    private void somebodyElseTries() {
        step("bob types: /new-client-secret, although he may not ask");
        sees("bob, and only he,", world.bob().isTold("/new-client-secret payroll-api"));
        holds(1);
    }

    private void aliceRemovesTheKey() {
        step("alice presses: Remove this secret");
        world.alice().sees("and received").press("Remove this secret");
        sees("alice", world.alice().sees("is being removed").says());
        step("five minutes pass");
        world.timePasses(Duration.ofMinutes(5));
        sees("alice", world.alice().sees("The secret was removed from Entra").says());
        expect(!(signIn() instanceof SignInResult.Accepted), "Entra no longer accepts the value");
        holds(0);
        expect(
                leakDetector.find(world).isEmpty(),
                "no value is in a log, a file, a metric or a message");
    }

    private void step(String what) {
        steps++;
        out.println();
        out.println("► " + what);
    }

    private void sees(String who, String what) {
        var safe = VALUE.matcher(what).replaceAll("(the value, hidden here)");
        out.println("  " + who + " sees:");
        safe.lines().map(line -> "    │ " + line).forEach(out::println);
    }

    private void holds(int expected) {
        var made = keysMade();
        var names = made.stream().map(Secret::displayName).toList();
        out.println(
                "  Entra holds %s secret%s made by the desk%s"
                        .formatted(
                                made.size(),
                                made.size() == 1 ? "" : "s",
                                names.isEmpty() ? "" : ": " + String.join(", ", names)));
        expect(made.size() == expected, "Entra holds %s of our secrets".formatted(expected));
    }

    private List<Secret> keysMade() {
        var tenant = world.company().entra().tenant();
        return tenant.secretsOf(world.company().payroll().id()).stream()
                .filter(secret -> secret.displayName().contains("KD-"))
                .toList();
    }

    private SecretText value() {
        return world.company().entra().tenant().mintedValues().iterator().next();
    }

    private SignInResult signIn() {
        return world.company()
                .entra()
                .signIn(world.company().tenantId(), world.company().payroll().appId(), value());
    }

    private void expect(boolean asExpected, String what) {
        if (!asExpected) {
            throw new NotAsExpected("expected that " + what);
        }
    }
}
