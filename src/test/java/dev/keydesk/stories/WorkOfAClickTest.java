package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How much work a click makes: jobs, reads of the row, changes of leases, commits, and messages in
 * Slack. Nothing here depends on how fast anything is.
 */
class WorkOfAClickTest extends Story {
    /**
     * Threads that write at the same moment share a commit, so the number varies by two or three.
     */
    private static final int MOST_COMMITS = 16;

    private final CountedStatements counted = new CountedStatements();

    @AfterEach
    void countNoMore() {
        counted.close();
    }

    @Test
    void an_approval_is_the_click_a_refresh_of_its_messages_and_one_of_the_home_tab() {
        aliceAsks();
        alice().opensHome();
        var card = bob().sees("asks for a client secret for payroll-api");
        var work = work(() -> card.press("Approve"));
        assertThat(work.jobs()).as(work.toString()).isLessThanOrEqualTo(3);
        assertThat(work.reads()).as(work.toString()).isLessThanOrEqualTo(3);
        assertThat(work.leaseWrites()).as(work.toString()).isLessThanOrEqualTo(4);
        assertThat(work.commits()).as(work.toString()).isLessThanOrEqualTo(MOST_COMMITS);
        assertThat(work.messages()).as(work.toString()).isEqualTo(4);
    }

    /** Both of its moves are shown by one refresh, unless that has begun between them. */
    @Test
    void a_pick_up_in_slack_is_two_moves_and_not_a_job_for_each_of_their_messages() {
        aliceAsksAndBobApproves();
        alice().opensHome();
        var message = alice().sees("can pick it up");
        var work = work(() -> message.press("Pick up the secret"));
        assertThat(work.jobs()).as(work.toString()).isLessThanOrEqualTo(4);
        assertThat(work.reads()).as(work.toString()).isLessThanOrEqualTo(6);
        assertThat(work.leaseWrites()).as(work.toString()).isLessThanOrEqualTo(8);
        assertThat(work.commits()).as(work.toString()).isLessThanOrEqualTo(MOST_COMMITS);
        assertThat(work.messages()).as(work.toString()).isEqualTo(4);
    }

    /**
     * What a click makes the desk do.
     *
     * @param reads of the row of the request
     * @param commits to the disk
     * @param messages that were posted or edited
     */
    private record Work(int jobs, int reads, int leaseWrites, int commits, long messages) {}

    private Work work(Runnable click) {
        long before = messages();
        counted.begin();
        click.run();
        return new Work(
                counted.of("update scheduled_tasks set picked = ?"),
                counted.of("from secret_request where ticket"),
                counted.of("into lease") + counted.of("update lease"),
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
