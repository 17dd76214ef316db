package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Slack and Entra do to everybody sooner or later, at one press. */
class MisbehaveTest extends SandboxStory {

    @Test
    void entra_is_away_and_then_loses_an_answer_and_alice_gets_one_secret_all_the_same() {
        var alice = scene("approved").looksAt(Window.TIME).presses("Entra says 503");
        assertThat(alice.find("#mischief"))
                .containsText("Faults planned for the next 3 calls of Entra");
        alice.presses("can pick it up", "Pick up the secret");
        alice.sees("Your approval is still valid; press again.");
        assertThat(keysMade()).isEmpty();
        alice.find("#mischief").getByText("Remove all faults").click();
        assertThat(alice.find("#mischief")).isEmpty();

        alice.presses("Entra makes the secret, the answer is lost");
        assertThat(alice.find("#mischief"))
                .containsText("Faults planned for the next call of Entra");
        alice.presses("can pick it up", "Pick up the secret");
        assertThat(alice.hint()).containsText("The desk finishes this by itself");
        assertThat(alice.find("#requests .tag")).hasText("Doubtful");
        assertThat(keysMade()).hasSize(1);
        alice.presses("Let 5 minutes pass");
        assertThat(alice.find("#requests .tag")).hasText("Approved");
        assertThat(keysMade()).isEmpty();

        alice.presses("can pick it up", "Pick up the secret");
        alice.sees("The secret was shown to you");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void slack_is_down_and_the_card_comes_once_it_behaves_again() {
        var alice = window("alice", "general");
        alice.looksAt(Window.TIME).writes("/new-client-secret payroll-api");
        alice.fills("Description", "Britive production")
                .chooses("Expires after", "90")
                .fills("Reason", "The old secret expires in spring.");
        var carol = window("carol", "secret-approvals").looksAt(Window.TIME);
        carol.presses("Slack is down");
        assertThat(carol.find("#mischief")).containsText(" calls of Slack");
        alice.sends("Send request");
        assertThat(alice.modal()).containsText("is stored");
        assertThat(carol.message("asks for a client secret")).hasCount(0);
        carol.find("#mischief").getByText("Remove all faults").click();
        // The longer Slack was away, the longer the desk waits before it tries once more.
        carol.presses("+1 hour");
        carol.sees("asks for a client secret");
    }
}
