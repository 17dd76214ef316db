package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;

import dev.keydesk.request.SecretRequest;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Too late, a second time, by the back button, after a reload, or in two tabs at once. */
class ComingBackTest extends PageStory {

    @Test
    void a_link_that_has_expired_says_so_and_a_new_one_works() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation);
        world().timePasses(Duration.ofMinutes(6));
        tab.types(invitation.code()).presses(MAKE).is("expired");
        tab.says("until 2 March 2026 at 10:05 CET").says("made nothing");
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
        tab.says("It was asked for on 2 March 2026 at 10:01 CET");
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
        var questions = new ArrayList<String>();
        tab.page()
                .onDialog(dialog -> {
                    questions.add(dialog.type());
                    dialog.accept();
                });
        tab.page().navigate("about:blank");
        assertThat(questions).containsExactly("beforeunload");

        tab.page().goBack();
        tab.is("needs-link").says("Open the link again from Slack");
        assertThat(tab.document()).doesNotContain(theValue().reveal());
    }

    @Test
    void who_has_said_that_they_have_it_leaves_without_a_question() {
        var tab = aliceSeesHerSecret(aliceIsApprovedAndGetsALink());
        tab.presses("I have it").is("noted");
        tab.page().onDialog(ComingBackTest::fail);
        tab.page().navigate("about:blank");
    }

    private static void fail(Dialog dialog) {
        throw new AssertionError("the page asked: " + dialog.type());
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
        var one = opens(invitation).types(invitation.code());
        var other = opens(invitation).types(invitation.code());
        // A page presses by itself here: the tests' own clicks would come one after the other.
        one.find("#pick-up").evaluate("button => setTimeout(() => button.click())");
        other.find("#pick-up").evaluate("button => setTimeout(() => button.click())");

        var both = List.of(settled(one), settled(other));
        assertThat(both).containsExactlyInAnyOrder("shown", "picked-up");
        assertThat(keysMade()).hasSize(1);
    }

    /** The later one may come while the key is being made, and is asked to wait a moment. */
    private static String settled(Tab tab) {
        assertThat(tab.find("main[data-state=shown], main[data-state=picked-up], #pick-up:enabled"))
                .isVisible();
        if (tab.find("#pick-up").isVisible()) {
            tab.presses(MAKE);
        }
        var end = tab.find("main[data-state=shown], main[data-state=picked-up]");
        assertThat(end).isVisible();
        return end.getAttribute("data-state");
    }
}
