package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever does what the hints say, one after the other, has seen the whole story. */
class GuideTest extends SandboxStory {

    @Test
    void the_hints_can_be_put_away_and_lead_through_the_whole_story() {
        var window = window(usual()).opens("").presses("Hide hints");
        assertThat(window.hint()).isHidden();
        assertThat(window.find("#hints-on")).isFocused();
        window.presses("Show hints");
        // Somebody new finds themselves where they can type at once.
        assertThat(window.find("#room-name")).hasText("# general");
        says(window, "1 of 6", "Request a secret");
        window.presses("Type it for me");
        window.find("#draft").press("Enter");
        window.fills("Description", "Britive production");
        asks(window);

        says(window, "2 of 6", "Somebody else decides");
        window.followsTheHint("Be bob");
        approves(window, "payroll-api");

        says(window, "3 of 6", "Pick it up");
        window.followsTheHint("Be alice");
        window.presses("can pick it up", "Pick up the secret").sees("Only visible to you");

        says(window, "4 of 6", "Try the secret");
        window.presses("Go to the sign-in");
        assertThat(window.find("#sign-in-value")).isFocused();
        assertThat(window.find("#sign-in-client option:checked")).hasText("payroll-api");
        window.presses("Only visible to you", "I have it");

        says(window, "5 of 6", "Weeks pass");
        window.presses("Go to the next reminder");

        says(window, "6 of 6", "Renew in time");
        window.followsTheHint("Be dana");
        window.picks("jira sync", "Renew");
        asks(window);
        says(window, "6 of 6", "Somebody else decides");
        window.followsTheHint("Be bob");
        approves(window, "exalate-connector");
        window.followsTheHint("Be dana");
        window.presses("can pick it up", "Pick up the secret").sees("Only visible to you");
        window.presses("Only visible to you", "I have it");

        says(window, "6 of 6", "The story is complete");
        window.presses("Go to the faults");
        assertThat(window.find("#time-part")).isFocused();
    }

    private static void says(Window window, String step, String title) {
        assertThat(window.hint().locator("h2")).hasText(step + title);
    }

    private static void asks(Window window) {
        window.chooses("Expires after", "90").fills("Reason", "It ends.").sends("Send request");
        assertThat(window.modal()).containsText("is stored");
        window.sends("Close");
    }

    private static void approves(Window window, String app) {
        var card = "asks for a client secret for " + app;
        window.presses(card, "Approve").agrees().sees("Approved by @bob");
    }
}
