package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How much work a click makes: jobs, reads of the row, changes of leases, commits, and messages in
 * Slack. Nothing here depends on how fast anything is.
 */
class WorkOfAClickTest extends Story {
    private final CountedStatements counted = new CountedStatements();

    @AfterEach
    void countNoMore() {
        counted.close();
    }

    @Test
    void an_approval_is_the_click_and_one_refresh() {
        aliceAsks();
        var card = bob().sees("asks for a client secret for payroll-api");
        var work = work(() -> card.press("Approve"));
        System.err.println("APPROVE " + work);
        assertThat(work.messages()).isEqualTo(4);
    }

    @Test
    void a_pick_up_in_slack() {
        aliceAsksAndBobApproves();
        var note = alice().sees("can pick it up");
        var work = work(() -> note.press("Pick up the secret"));
        System.err.println("PICKUP " + work);
    }

    private record Work(int jobs, int reads, int leaseWrites, int commits, long messages) {}

    private Work work(Runnable click) {
        long before = messages();
        counted.begin();
        click.run();
        return new Work(
                counted.of("update scheduled_tasks set picked = ?"),
                counted.of("from secret_request where ticket"),
                counted.of("into turn") + counted.of("update turn"),
                counted.commits(),
                messages() - before);
    }

    /** What people see come or change: messages that are posted or edited. */
    private long messages() {
        return slack().calls().stream()
                .filter(call ->
                        call.method().equals("chat.postMessage")
                                || call.method().equals("chat.update"))
                .count();
    }
}
