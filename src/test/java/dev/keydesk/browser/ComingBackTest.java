package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;

import dev.keydesk.request.SecretRequest;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Too late, a second time, by the back button, after a reload, or in two tabs at once. */
class ComingBackTest extends PageStory {

    @Test
    void a_link_that_has_expired_says_so_and_a_new_one_works() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation);
        world().timePasses(Duration.ofMinutes(6));
        tab.types(invitation.code()).presses(MAKE).is("expired");
        tab.says("until 2 March 2026 at 10:05 CET").says("nothing was made");
        assertThat(keysMade()).isEmpty();

        aliceSeesHerSecret(aliceGetsALink());
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_newer_link_ends_the_one_before_it() {
        var first = aliceIsApprovedAndGetsALink();
        var tab = opens(first);
        world().timePasses(Duration.ofMinutes(1));
        var second = aliceGetsALink();
        tab.types(first.code()).presses(MAKE).is("replaced");
        tab.says("You asked for it on 2 March 2026 at 10:01 CET");
        assertThat(keysMade()).isEmpty();
        aliceSeesHerSecret(second);
    }

    @Test
    void a_second_visit_says_when_it_was_shown_and_takes_the_receipt() {
        var invitation = aliceIsApprovedAndGetsALink();
        aliceSeesHerSecret(invitation);
        world().timePasses(Duration.ofMinutes(3));

        var again = opens(invitation).types(invitation.code()).presses(MAKE).is("picked-up");
        again.says("payroll-api").says("was shown on 2 March 2026 at 10:00 CET");
        assertThat(again.document()).doesNotContain(theValue().reveal());
        again.presses("I have it").is("noted");
        world().settle();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Done.class);

        var third = opens(invitation).types(invitation.code()).presses(MAKE).is("picked-up");
        assertThat(third.button("I have it")).isHidden();
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void leaving_is_asked_about_and_the_back_button_brings_nothing_back() {
        var tab = aliceSeesHerSecret(aliceIsApprovedAndGetsALink());
        tab.presses("Show the Client secret");
        tab.page().navigate("about:blank");
        assertThat(tab.questions()).containsExactly("beforeunload");

        tab.page().goBack();
        tab.is("needs-link").says("Open the link again from Slack");
        assertThat(tab.document()).doesNotContain(theValue().reveal());
    }

    @Test
    void who_has_said_that_they_have_it_leaves_without_a_question() {
        var tab = aliceSeesHerSecret(aliceIsApprovedAndGetsALink());
        tab.presses("I have it").is("noted");
        tab.page().navigate("about:blank");
        assertThat(tab.questions()).isEmpty();
    }

    @Test
    void a_page_that_the_browser_keeps_for_later_has_forgotten_everything() {
        var tab = aliceSeesHerSecret(aliceIsApprovedAndGetsALink());
        tab.presses("Show the Client secret");
        assertThat(tab.find("#value")).isVisible();
        tab.page()
                .evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))");
        tab.is("needs-link");
        assertThat(tab.document()).doesNotContain(theValue().reveal());
    }

    @Test
    void a_reload_in_the_middle_needs_the_link_again_and_has_made_nothing() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation).types(invitation.code());
        tab.page().reload();
        tab.is("needs-link").says("a reload, a bookmark or a copied address is not enough");
        assertThat(keysMade()).isEmpty();

        tab.opens(invitation.link()).is("ask").types(invitation.code()).presses(MAKE).is("shown");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void two_tabs_at_once_show_one_secret() {
        var invitation = aliceIsApprovedAndGetsALink();
        var held = new ArrayDeque<Route>();
        var one = asks(invitation, held);
        var other = asks(invitation, held);
        one.page().waitForCondition(() -> held.size() == 2);
        held.forEach(Route::resume);

        var both = List.of(settled(one), settled(other));
        assertThat(both).containsExactlyInAnyOrder("shown", "picked-up");
        assertThat(keysMade()).hasSize(1);
    }

    /** What it asks the desk is held back on the way. */
    private Tab asks(Invitation invitation, Deque<Route> held) {
        var tab = newTab();
        tab.page().clock().install();
        tab.opens(invitation.link()).types(invitation.code());
        tab.page().route("**/pick-up/*", held::add);
        return tab.presses(MAKE).is("asking");
    }

    /** The later one may come while the key is being made, and is asked to wait a moment. */
    private static String settled(Tab tab) {
        var answered = tab.find("main:not([data-state=asking])");
        assertThat(answered).isVisible();
        tab.page().unrouteAll();
        while (tab.button(MAKE).isVisible()) {
            tab.waitsLong();
            // Its button stands until the page has noticed the press.
            tab.page().waitForResponse("**/pick-up/*", () -> tab.presses(MAKE));
            assertThat(answered).isVisible();
        }
        return answered.getAttribute("data-state");
    }
}
