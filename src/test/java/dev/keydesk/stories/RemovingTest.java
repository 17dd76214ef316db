package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.expiry.Credential;
import dev.keydesk.removal.Removal;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Somebody reads of a key that is no longer needed, and it goes once the approvers say so. */
class RemovingTest extends RemovalStory {
    @Test
    void a_key_is_asked_to_be_removed_approved_removed_and_read_back() {
        var key = told("nightly export", 31);
        alice().sees("nightly export").takes("nightly export", "Remove…");
        var form = alice().openForm();
        assertThat(form.says())
                .contains("billing", "“nightly export”", key.hint(), "It ends", "fails at once")
                .contains("Those who decide are asked first");
        form.fill("remove_words", "Replaced in January.").submit();

        assertThat(keys()).as("nothing is removed before somebody decides").containsExactly(key);
        assertThat(card().says())
                .contains("@alice", "billing", "“nightly export”", key.hint(), key.keyId())
                .contains("Replaced in January.", "@secret-approvers can decide", "fails at once");
        assertThat(card().spoken()).contains("nightly export", "Replaced in January", "can decide");
        assertThat(alice().sees("It waits for the approvers").buttons()).contains("Withdraw");
        assertThat(erin().sees("Removal asked by").says())
                .contains("Removal asked by @alice (RM-", "It waits for the approvers");

        card().press("Approve removal");
        world().timePasses(Duration.ofMinutes(1));

        assertThat(keys()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
        assertThat(removalsAsked()).hasSize(1);
        assertThat(credential(key)).isInstanceOf(Credential.Gone.class);
        assertThat(card().says()).contains("read back", "as @bob decided");
        assertThat(card().buttons()).isEmpty();
        assertThat(alice().sees("The key is gone").says()).contains("nightly export", "@bob");
        assertThat(erin().sees("Nothing left to do").says())
                .contains("the key was removed, as @alice asked, as @bob decided");
        assertThat(erin().sees("Nothing left to do").menu("nightly export")).isEmpty();
        scanLater();
        daysPass(18);
        assertThat(told()).hasSize(1);
    }
}
