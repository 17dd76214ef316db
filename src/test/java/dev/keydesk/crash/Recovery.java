package dev.keydesk.crash;

import dev.keydesk.crash.JudgeFinding.Kind;
import dev.keydesk.sandbox.entra.SignInResult;
import dev.keydesk.support.Books;
import dev.keydesk.support.ScriptedPerson;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * After the kill: the desk comes up again, faults are off, time passes, and everybody goes on from
 * what stands on their screens, until each request has brought its secret.
 */
final class Recovery {
    /** So long a desk is down before somebody, or something, starts it again. */
    static final Duration RESTART = Duration.ofSeconds(100);

    /** Longer than any pause between two looks of the desk. */
    private static final Duration A_WHILE = Duration.ofSeconds(61);

    /** Until a new key can be signed in with, and the app's next turn may be taken. */
    private static final Duration SETTLED = Duration.ofSeconds(20);

    private static final int MOST_ROUNDS = 40;

    private final CrashScene scene;
    private final Witness witness;
    private final Set<String> finished = new HashSet<>();

    Recovery(CrashScene scene) {
        this.scene = scene;
        this.witness = new Witness(scene);
    }

    /** Brings everything to its end, and says what could not be brought there. */
    List<JudgeFinding> findings() {
        var findings = new ArrayList<JudgeFinding>();
        for (int round = 0; round < MOST_ROUNDS && !open().isEmpty(); round++) {
            scene.quiet();
            boolean somebodyActed = false;
            for (var row : open()) {
                somebodyActed |= goesOn(row);
            }
            if (!somebodyActed) {
                scene.pass(A_WHILE);
            }
            scene.wake();
        }
        scene.quiet();
        open().forEach(row ->
                findings.add(
                        new JudgeFinding(
                                Kind.LOST,
                                "%s cannot go on: it is %s".formatted(row.ticket(), row.state()))));
        scene.pass(SETTLED);
        findings.addAll(secretsThatDoNotWork());
        scene.wake();
        scene.quiet();
        findings.addAll(Judge.findings(witness.evidence()));
        return findings;
    }

    private List<Books.Row> open() {
        return scene.books().requests().stream()
                .filter(row -> !row.state().equals("Done"))
                .toList();
    }

    /** What the one who is asked next does; false if there is nothing to do but wait. */
    private boolean goesOn(Books.Row row) {
        if (hasUnsettledClick(row)) {
            return false;
        }
        var requester = scene.engineer(row.requester());
        return switch (row.state()) {
            case "Waiting" ->
                    scene.crashJournal().presses(scene.approver(), "approve", row.ticket());
            case "Approved" -> scene.crashJournal().presses(requester, "pick-up", row.ticket());
            case "HandedOver" -> saysWhatCameOfIt(requester, row);
            case "NeedsPerson" ->
                    scene.crashJournal()
                            .presses(scene.approver(), "allow-another-pick-up", row.ticket());
            default -> false;
        };
    }

    private boolean hasUnsettledClick(Books.Row row) {
        return scene.books().clicks().stream()
                .anyMatch(click -> click.subject().startsWith(row.ticket()));
    }

    private boolean saysWhatCameOfIt(ScriptedPerson requester, Books.Row row) {
        var word = witness.wasShown(row.keyId().orElse("")) ? "have-it" : "not-received";
        int attempt = row.body().path("grant").path("attempts").asInt();
        return scene.crashJournal().presses(requester, word, row.ticket() + "-" + attempt);
    }

    private List<JudgeFinding> secretsThatDoNotWork() {
        var findings = new ArrayList<JudgeFinding>();
        for (var row : scene.books().requests()) {
            if (row.state().equals("Done") && finished.add(row.ticket()) && !signsIn(row)) {
                findings.add(
                        new JudgeFinding(
                                Kind.LOST,
                                "%s is done, and its secret does not sign in"
                                        .formatted(row.ticket())));
            }
        }
        return findings;
    }

    private boolean signsIn(Books.Row row) {
        var entra = scene.town().entra();
        var client = entra.tenant().application(row.app()).appId();
        var value = entra.tenant().valueOf(row.keyId().orElseThrow());
        return entra.signIn(scene.town().tenantId(), client, value)
                instanceof SignInResult.Accepted;
    }
}
