package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SecretText;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.LeakDetector;
import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.store.Sqlite;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What every story shares: a fresh company, and at the end nothing leaked and no rule broken. */
public abstract class Story {
    @TempDir Path folder;

    private final LeakDetector leakDetector = LeakDetector.watching();
    private @Nullable World opened;
    private boolean refusalsAreFine;

    @BeforeEach
    void open() {
        Sqlite.freshFile(folder.resolve("keydesk.db"));
        opened = world(folder);
    }

    /** Stories with other rules or surroundings make their own. */
    protected World world(Path in) {
        return World.stepped(in);
    }

    protected World world() {
        if (opened == null) {
            throw new IllegalStateException("the story has not begun");
        }
        return opened;
    }

    /** For stories in which Slack refuses something on purpose. */
    protected void refusalsAreFine() {
        refusalsAreFine = true;
    }

    @AfterEach
    void nothingLeakedAndNoRuleWasBroken() {
        try (leakDetector;
                var closing = world()) {
            assertThat(leakDetector.find(closing)).isEmpty();
            assertThat(closing.company().entra().schemaProblems()).isEmpty();
            if (!refusalsAreFine) {
                assertThat(closing.company().slack().refusals()).isEmpty();
            }
        }
    }

    protected List<String> log() {
        return leakDetector.logged();
    }

    protected TestUser alice() {
        return world().alice();
    }

    protected TestUser erin() {
        return world().erin();
    }

    protected TestUser bob() {
        return world().bob();
    }

    protected TestUser carol() {
        return world().carol();
    }

    /** alice asks for a secret of payroll-api, for 90 days. */
    protected void aliceAsks() {
        alice().runs("/new-client-secret payroll-api")
                .description("nightly export")
                .lifetime(90)
                .reason("The old secret expires in spring.")
                .submit();
    }

    /** … and bob approves. */
    protected void aliceAsksAndBobApproves() {
        aliceAsks();
        bob().sees("asks for a client secret for payroll-api").press("Approve");
    }

    /** The keys of payroll-api that the desk made, as they truly are in Entra. */
    protected List<Secret> keysMade() {
        var tenant = world().company().entra().tenant();
        return tenant.secretsOf(world().company().payroll().id()).stream()
                .filter(secret -> String.valueOf(secret.displayName()).contains("KD-"))
                .toList();
    }

    /** The only value that was ever made. */
    protected SecretText theValue() {
        var values = world().company().entra().tenant().mintedValues();
        assertThat(values).hasSize(1);
        return values.iterator().next();
    }

    /** The next time Entra is asked for a secret it makes another one, and answers with that. */
    protected Secret entraMakesAnotherKey(String named, Duration life) {
        var now = world().clock().instant();
        var payroll = world().company().payroll().id();
        var other = entra().tenant().addSecretByHand(payroll, named, now, now.plus(life));
        entra().faults()
                .next(
                        "addPassword",
                        new Fault.Refuse(
                                200,
                                Map.of("Content-Type", "application/json"),
                                """
                                {"keyId":"%s","displayName":"","hint":"abc","secretText":"abc8Q~0123456789012345678901234567890123",
                                 "startDateTime":"%s","endDateTime":"%s"}
                                """
                                        .formatted(other.keyId(), other.start(), other.end())));
        return other;
    }

    protected SimulatedSlack slack() {
        return world().company().slack();
    }

    protected SimulatedEntra entra() {
        return world().company().entra();
    }

    /** Where the only request stands. */
    protected SecretRequest theRequest() {
        var all = world().bot().requests().all();
        assertThat(all).hasSize(1);
        return all.getFirst().state();
    }
}
