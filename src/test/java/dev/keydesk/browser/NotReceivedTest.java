package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What did not arrive is taken back, and then a new one can be picked up. */
class NotReceivedTest extends PageStory {

    @Test
    void what_alice_did_not_get_is_removed_and_a_new_link_works() {
        var tab = aliceSeesHerSecret(aliceIsApprovedAndGetsALink());
        var firstValue = theValue();
        tab.presses("I did not get it");
        assertThat(tab.find("#sure")).isVisible();
        tab.presses("Remove it").is("noted").says("The secret is being removed");
        assertThat(tab.document()).doesNotContain(firstValue.reveal());
        world().timePasses(Duration.ofMinutes(5));
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);

        var second = aliceSeesHerSecret(aliceGetsALink());
        second.presses("Show the Client secret");
        assertThat(second.find("#value")).not().hasText(firstValue.reveal());
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void who_thinks_better_of_it_goes_back_and_nothing_has_happened() {
        var tab = aliceSeesHerSecret(aliceIsApprovedAndGetsALink());
        tab.presses("I did not get it").presses("Go back");
        assertThat(tab.find("#sure")).isHidden();
        tab.is("shown").presses("I have it").is("noted");
        world().settle();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Done.class);
    }

    @Test
    void an_answer_that_is_lost_on_the_way_can_be_asked_about_and_taken_back() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation).types(invitation.code());
        tab.mayComplain("net::ERR_");
        world().gateway().loseNextAnswer();
        tab.presses(MAKE);
        tab.is("lost").says("A secret may have been made for you");
        assertThat(keysMade()).hasSize(1);

        tab.presses("Look again").is("picked-up");
        tab.presses("I did not get it").presses("Remove it").is("noted");
        world().timePasses(Duration.ofMinutes(5));
        assertThat(keysMade()).isEmpty();
        aliceSeesHerSecret(aliceGetsALink());
    }

    @Test
    void what_a_browser_repeats_by_itself_is_not_made_twice() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation).mayComplain("net::ERR_");
        // From now on the browser has a connection, and trusts it enough to ask again.
        tab.types(invitation.wrongCode()).presses(MAKE).says("You have 4 tries left.");
        world().gateway().loseNextAnswer();
        tab.types(invitation.code()).presses(MAKE);
        assertThat(tab.find("main[data-state=picked-up], main[data-state=lost]")).isVisible();
        if (tab.button("Look again").isVisible()) {
            tab.presses("Look again");
        }
        tab.is("picked-up").presses("I did not get it").presses("Remove it").is("noted");
        assertThat(keysMade()).hasSize(1);
        world().timePasses(Duration.ofMinutes(5));
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void a_receipt_that_is_lost_on_the_way_leaves_the_secret_on_the_page() {
        var tab = aliceSeesHerSecret(aliceIsApprovedAndGetsALink());
        tab.mayMissTheDesk();
        world().whileDown(() -> {
            tab.presses("I have it").says("The desk did not confirm it").is("shown");
            assertThat(tab.find("#trouble")).isFocused();
        });
        tab.presses("Copy the Client secret").announces("Client secret copied");
        assertThat(pasted()).isEqualTo(theValue().reveal());
        tab.presses("I have it").is("noted");
    }
}
