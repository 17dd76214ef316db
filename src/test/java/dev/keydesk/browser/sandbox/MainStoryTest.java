package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

/** From the command to the secret in hand, with two windows side by side. */
class MainStoryTest extends SandboxStory {
    private static final Pattern CODE = Pattern.compile("(?<!\\d)(\\d{3}) ?(\\d{3})(?!\\d)");

    @Test
    void alice_asks_bob_approves_in_his_own_window_and_alice_signs_in_with_what_she_gets() {
        var alice = window("alice", "");
        var bob = window("bob", "secret-approvals");
        assertThat(alice.find("header")).containsText("Only the desk is real here");
        assertThat(alice.find("#guide")).containsText("Request a secret");

        alice.find("#draft").fill("/new");
        assertThat(alice.find("#hints"))
                .containsText("[app name, client ID or object ID | revoke [app] | help]");
        alice.find("#draft").press("Enter");
        assertThat(alice.find("#draft")).hasValue("/new-client-secret ");
        alice.writes("/new-client-secret payroll-api")
                .fills("Description", "Britive production")
                .chooses("Expires after", "90")
                .fills("Reason", "The old secret expires in spring.");
        assertOpenToAll(alice);
        alice.sends("Send request");
        assertThat(alice.modal()).containsText("is stored");
        alice.sends("Close");
        assertThat(alice.find("#guide")).containsText("Somebody else decides");

        bob.presses("@alice asks for a client secret for payroll-api", "Approve").agrees();
        bob.sees("Approved by @bob");
        assertOpenToAll(bob);

        assertThat(alice.room(Window.DESK)).containsText("new");
        alice.goesTo(Window.DESK).sees("can pick it up");
        alice.presses("can pick it up", "Pick up the secret").sees("Only visible to you");
        assertOpenToAll(alice);
        var value = alice.message("Only visible to you").locator("pre").last().textContent();
        alice.travels("+1 hour");
        alice.looksAt("Entra");
        alice.find("#sign-in-client").selectOption("payroll-api");
        alice.find("#sign-in-value").fill(value);
        alice.presses("Sign in");
        assertThat(alice.find("#sign-in-answer")).containsText("Accepted.");
        alice.find("#apps summary").getByText("payroll-api").click();
        assertThat(alice.find("#apps")).containsText("Signed in once");
        // The desk itself signs in, too.
        var used = alice.find("#apps details.app li:has(summary:text-is('Sign-ins'))").last();
        used.locator("summary").click();
        assertThat(used.locator("details li").first()).containsText("· Entra signed the app in.");

        alice.presses("Only visible to you", "I have it");
        assertThat(alice.message("Only visible to you")).hasCount(0);
        alice.sees("and received");
        bob.sees("Picked up by @alice");
        assertThat(alice.find("#requests")).containsText("Done");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_one_time_link_from_the_message_opens_the_desks_own_page() {
        var alice = scene("approved");
        alice.presses("can pick it up", "Get a one-time link");
        alice.sees("Your one-time link");
        var message = alice.message("Your one-time link");
        var code = digits(message.textContent());

        var tab =
                alice.profile()
                        .waitForPage(() -> message.getByText("Open the one-time link").click());
        tab.getByLabel("Six-digit code").fill(code);
        tab.getByText("Make and show the secret").click();

        assertThat(tab.locator("main")).hasAttribute("data-state", "shown");
        alice.sees("The secret was shown");
        assertThat(keysMade()).hasSize(1);
    }

    /** Six digits, with a gap in their middle to be read easily. */
    private static String digits(String text) {
        var found = CODE.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1) + found.group(2);
    }

    @Test
    void what_did_not_arrive_is_taken_back_and_made_anew() {
        var alice = scene("shown");
        var lost = keysMade().getFirst();
        alice.presses("The secret was shown to you", "I did not get it").agrees();
        alice.sees("is being removed");
        assertThat(alice.find("#guide")).containsText("The desk finishes this by itself");
        alice.presses("Let 5 minutes pass");
        alice.sees("The secret that did not arrive was removed.");
        assertThat(keysMade()).isEmpty();

        alice.presses("The secret that did not arrive was removed.", "Pick up the secret");
        alice.sees("The secret was shown to you");
        assertThat(keysMade()).hasSize(1).doesNotContain(lost);
    }
}
