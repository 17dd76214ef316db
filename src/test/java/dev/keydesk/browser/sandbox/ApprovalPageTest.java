package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What people decide, and what each of them hears of it. */
class ApprovalPageTest extends SandboxStory {

    @Test
    void bob_denies_and_has_to_say_why_and_alice_reads_it() {
        var bob = scene("asked");
        bob.presses("asks for a client secret", "Deny");
        bob.sends("Deny");
        assertThat(bob.modal()).containsText("Please complete this required field.");
        assertThat(bob.modal().locator("[aria-invalid=true]")).isFocused();
        assertOpenToAll(bob);
        bob.modal().locator("textarea").fill("Use the secret you have.");
        bob.sends("Deny");
        bob.sees("Denied by @bob");

        bob.becomes("alice").goesTo(Window.DESK).sees("Use the secret you have.");
        assertThat(bob.hint()).containsText("is finished (Denied)");
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void of_two_approvers_who_press_at_once_one_decides_and_the_other_hears_of_it() {
        var bob = scene("asked");
        var carol = window("carol", "secret-approvals");
        for (var approver : List.of(bob, carol)) {
            // The message may have changed before the press arrives.
            approver.complaints().mayBe("the server responded with a status of 409");
        }
        bob.presses("asks for a client secret", "Approve");
        carol.presses("asks for a client secret", "Approve");
        bob.agrees();
        carol.agrees();

        bob.sees("Approved by @");
        carol.sees("Approved by @");
        assertThat(audited("Approved")).isEqualTo(1);
        var loser = bob.message("Approved by @bob").count() > 0 ? carol : bob;
        // Whose screen was behind is told by Slack, who pressed in time is told by the desk.
        assertThat(loser.find("#notice:visible, #messages .ephemeral").first()).isVisible();
    }

    @Test
    void a_jump_to_the_next_reminder_shows_it_to_the_team_where_renew_asks_for_another_key() {
        var dana = scene("done").becomes("dana");
        dana.travels("Go to the next reminder");
        assertThat(dana.find("#time-answer")).containsText("A reminder was sent.");
        assertThat(dana.room("team-payroll")).containsText("1 new");
        dana.goesTo("team-payroll").sees("jira sync");
        assertThat(dana.room("team-payroll")).not().containsText("new");
        assertThat(dana.find("#audit")).containsText("#team-payroll is told about");
        assertOpenToAll(dana);

        dana.picks("jira sync", "Renew");
        assertThat(dana.modal()).containsText("exalate-connector");
        dana.chooses("Expires after", "90").fills("Reason", "It ends.").sends("Send request");
        assertThat(dana.modal()).containsText("is stored");
        dana.sends("Close");
        assertThat(dana.find("#requests")).containsText("exalate-connector");
    }

    @Test
    void who_has_a_question_asks_it_in_the_thread_of_the_card() {
        var bob = scene("asked");
        bob.presses("asks for a client secret", "Reply");
        assertThat(bob.find("#draft-label"))
                .hasText("Reply to keydesk in #secret-approvals as bob");
        bob.writes("/new-client-secret");
        assertThat(bob.find("#notice")).containsText("not supported in threads");
        bob.writes("Which old secret?");
        assertThat(bob.find(".replies")).containsText("Which old secret?");
        assertThat(bob.find("#draft-label")).hasText("Message #secret-approvals as bob");
        assertOpenToAll(bob);
    }
}
