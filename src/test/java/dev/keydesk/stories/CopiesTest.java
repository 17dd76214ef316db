package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.slack.SeenMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An answer of Slack is lost, so a message stands twice: the copy closes itself when it is used.
 */
class CopiesTest extends ReminderStory {
    private static final String CARD = "asks for a client secret for payroll-api";
    private static final Instant NINE = Instant.parse("2026-03-03T09:00:00Z");
    private static final String CLOSED = "This message was posted twice";

    private List<String> inApprovals(String words) {
        return slack().sees(bob().id(), world().company().approvals()).stream()
                .filter(message -> !message.ephemeral())
                .map(SeenMessage::text)
                .filter(text -> text.contains(words))
                .toList();
    }

    /** Of the card and of the word to whoever asked, or of a digest. */
    private void nextPostsAreLost(int howMany) {
        slack().faults().next("chat.postMessage", howMany, new Fault.CutAfter());
    }

    @Test
    void a_decision_on_the_copy_is_not_taken_and_the_copy_closes() {
        nextPostsAreLost(2);
        aliceAsks();
        var copy = bob().sees(CARD);
        world().timePasses(Duration.ofMinutes(1));
        assertThat(inApprovals(CARD)).hasSize(2);

        copy.press("Approve");
        bob().seesPrivately("older copy of the card, so nothing was changed");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
        assertThat(inApprovals(CLOSED)).hasSize(1);
        bob().sees(CARD).press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        assertThat(inApprovals(CARD))
                .as("the other one goes on")
                .hasSize(1)
                .first()
                .asString()
                .contains("Approved by");
        assertThat(bob().find(CLOSED).orElseThrow().buttons()).isEmpty();
    }

    @Test
    void a_form_behind_the_copy_opens_and_the_copy_closes() {
        nextPostsAreLost(2);
        aliceAsks();
        var copy = bob().sees(CARD);
        world().timePasses(Duration.ofMinutes(1));

        var form = copy.pressForForm("Deny");
        assertThat(inApprovals(CLOSED)).hasSize(1);
        form.fill("deny_reason", "Not now.").submit();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Denied.class);
        assertThat(inApprovals(CARD)).hasSize(1).first().asString().contains("Denied by");
    }

    @Test
    void whoever_presses_before_the_desk_posts_it_anew_keeps_it_the_only_one() {
        nextPostsAreLost(2);
        aliceAsks();
        bob().sees(CARD).press("Approve");
        world().timePasses(Duration.ofMinutes(1));
        assertThat(inApprovals(CARD)).hasSize(1);
        assertThat(inApprovals(CARD).getFirst()).contains("Approved by");
    }

    @Test
    void the_message_that_is_kept_up_to_date_is_no_copy() {
        aliceAsksAndBobApproves();
        bob().sees("payroll-api").press("Cancel approval");
        world().timePasses(Duration.ofMinutes(1));
        assertThat(inApprovals(CLOSED)).isEmpty();
        assertThat(inApprovals(CARD)).hasSize(1);
    }

    @Test
    void a_copy_of_a_digest_closes_when_its_menu_is_used() {
        ends("nightly export", 7);
        scanLater();
        nextPostsAreLost(1);
        world().timePasses(Duration.between(now(), NINE.minus(Duration.ofMinutes(10))));
        scan();
        world().timePasses(Duration.ofMinutes(10));
        // The desk tries again a second after the answer was lost.
        for (int moments = 0; alice().find("nightly export").isEmpty(); moments++) {
            assertThat(moments).isLessThan(100);
            world().timePasses(Duration.ofMillis(100));
        }
        var copy = alice().sees("nightly export");
        world().timePasses(Duration.ofMinutes(1));
        assertThat(told()).filteredOn(text -> text.contains("nightly export")).hasSize(2);
        copy.takes("nightly export", "Snooze until the next step");
        assertThat(told()).filteredOn(text -> text.contains(CLOSED)).hasSize(1);
        assertThat(told()).filteredOn(text -> text.contains("nightly export")).hasSize(1);
    }
}
