package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.RuntimeContext;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** An operator says that the database is a backup, and has forgotten a node that still runs. */
class RestoredBesideNodesTest extends Story {
    private final StringWriter printed = new StringWriter();

    @Override
    protected World world(Path in) {
        return OnPostgres.world(in);
    }

    private int restored() {
        var out = new PrintWriter(printed);
        var around =
                RuntimeContext.stepped(
                        world().clock(),
                        new Random(1),
                        ChatTimeouts.standard(),
                        EntraTimeouts.standard());
        return Keydesk.commands(new Console(world().environment(), out, out), around)
                .execute("restored");
    }

    @Test
    void it_is_refused_until_all_nodes_are_stopped() {
        aliceAsks();
        assertThat(restored()).isEqualTo(78);
        assertThat(printed.toString()).contains("A desk is running", "Stop all nodes first");
        assertThat(world().bot().platform().audit().since(Instant.EPOCH))
                .extracting(AuditEvent::kind)
                .doesNotContain("restored");

        world().whileDown(() -> assertThat(restored()).isZero());
        bob().sees("asks for a client secret").press("Approve");
        assertThat(restored()).as("the node is back").isEqualTo(78);
    }
}
