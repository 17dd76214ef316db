package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ReducedMotion;

import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;

/** Not now, not at all, or nobody knows: the page says which, and what comes next. */
class TroubleTest extends PageStory {

    @Test
    void while_the_desk_is_asked_nothing_can_be_pressed_twice() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation).types(invitation.code());
        var held = new ArrayDeque<Route>();
        tab.page().route("**/pick-up/*", held::add);
        tab.presses(MAKE).is("asking");
        assertThat(tab.find("#status")).containsText("This can take 20 seconds");
        assertThat(tab.button(MAKE)).isDisabled();
        assertThat(tab.find("#code")).not().isEditable();
        tab.find("form").evaluate("form => form.requestSubmit()");
        assertOpenToAll(tab);

        tab.page().waitForCondition(() -> !held.isEmpty());
        held.remove().resume();
        tab.is("shown");
        assertThat(held).isEmpty();
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void the_sign_of_waiting_does_not_turn_for_those_who_want_no_motion() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation).types(invitation.code());
        var held = new ArrayDeque<Route>();
        tab.page().route("**/pick-up/*", held::add);
        tab.presses(MAKE).is("asking");
        var turns = "getComputedStyle(document.querySelector('#status'), '::before').animationName";
        assertThat(tab.page().evaluate(turns)).isEqualTo("turn");
        tab.page().emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        assertThat(tab.page().evaluate(turns)).isEqualTo("none");
    }

    @Test
    void another_change_of_the_same_app_is_waited_for_and_the_button_comes_back_by_itself() {
        var invitation = aliceIsApprovedAndGetsALink();
        erin().runs("/new-client-secret payroll-api")
                .description("weekly export")
                .lifetime(90)
                .reason("A new program.")
                .submit();
        bob().sees("weekly export").press("Approve");
        erin().sees("can pick it up").press("Pick up the secret");

        var tab = newTab();
        tab.page().clock().install();
        tab.opens(invitation.link()).types(invitation.code()).presses(MAKE);
        tab.says("Something else has to finish first").says("This try made nothing.");
        tab.waitsLong().is("ask").says("You can try again now.");
        world().timePasses(Duration.ofSeconds(20));
        tab.presses(MAKE).is("shown");
    }

    @Test
    void who_is_too_fast_waits_for_the_button_with_the_code_still_typed() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = newTab();
        tab.page().clock().install();
        tab.opens(invitation.link()).types(invitation.code());
        tab.page()
                .route(
                        "**/pick-up/*",
                        route ->
                                route.fulfill(
                                        new Route.FulfillOptions()
                                                .setBody(
                                                        "{\"outcome\":\"slow-down\",\"seconds\":70}")));
        tab.presses(MAKE).is("slow-down").says("You can try again in 1 minute");
        assertThat(tab.button(MAKE)).isDisabled();
        assertOpenToAll(tab);
        tab.page().clock().fastForward(70_000);
        tab.is("ask").says("You can try again now.");
        assertThat(tab.find("#code")).hasValue(invitation.code());

        tab.page().unrouteAll();
        tab.presses(MAKE).is("shown");
    }

    @Test
    void what_the_desk_says_of_a_refusal_is_text_whatever_it_looks_like() {
        var invitation = aliceIsApprovedAndGetsALink();
        world().bot().mintSwitch().stop("<img src=x onerror=alert(1)>");
        var tab = opens(invitation).types(invitation.code()).presses(MAKE).is("refused");
        tab.says("<img src=x onerror=alert(1)>");
        assertThat(tab.find("main img")).hasCount(0);
        assertOpenToAll(tab);

        world().bot().mintSwitch().allow();
        tab.presses(MAKE).is("shown");
    }

    @Test
    void while_it_is_uncertain_whether_a_key_was_made_nothing_can_be_pressed() {
        var invitation = aliceIsApprovedAndGetsALink();
        entra().faults().next("addPassword", new Fault.CutAfter());
        var tab = opens(invitation).types(invitation.code()).presses(MAKE).is("doubt");
        tab.says("You get a message in Slack.");
        assertThat(tab.find("button:visible")).hasCount(0);
        assertOpenToAll(tab);
    }

    @Test
    void a_desk_that_is_down_is_asked_again_later() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation).types(invitation.code());
        tab.mayMissTheDesk();
        world().whileDown(() -> tab.presses(MAKE).is("lost").says("had the HTTP status 502"));
        assertOpenToAll(tab);
        tab.presses("Look again").is("shown");
        assertThat(keysMade()).hasSize(1);
    }
}
