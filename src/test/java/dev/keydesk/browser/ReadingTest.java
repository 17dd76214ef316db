package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;

import org.junit.jupiter.api.Test;

/** The value on the page: hidden, visible for a while, copied. */
class ReadingTest extends PageStory {
    private static final String SHOW = "Show the Client secret";
    private static final long TEN_IN_MILLIS = 1_772_445_600_000L;

    @Test
    void the_value_is_hidden_until_it_is_asked_for() {
        var tab = aliceSeesHerSecret(aliceIsApprovedAndGetsALink());
        assertThat(tab.find("#mask")).isVisible();
        assertThat(tab.document()).doesNotContain(theValue().reveal());

        tab.presses(SHOW);
        assertThat(tab.find("#value")).hasText(theValue().reveal());
        assertThat(tab.find("#mask")).isHidden();
        assertThat(tab.button(SHOW)).hasAttribute("aria-pressed", "true");

        tab.presses(SHOW);
        assertThat(tab.find("#mask")).isVisible();
        assertThat(tab.document()).doesNotContain(theValue().reveal());
    }

    @Test
    void copying_is_announced_and_the_clipboard_holds_the_value_though_it_is_hidden() {
        var tab = aliceSeesHerSecret(aliceIsApprovedAndGetsALink());
        tab.presses("Copy the Client secret").announces("Client secret copied");
        assertThat(tab.find("#mask")).isVisible();
        assertThat(pasted()).isEqualTo(theValue().reveal());

        tab.presses("Copy the Client ID").announces("Client ID copied");
        assertThat(pasted()).isEqualTo(world().company().payroll().appId());
        tab.presses("Copy the Tenant ID").announces("Tenant ID copied");
        assertThat(pasted()).isEqualTo(world().company().tenantId());
        tab.presses("Copy the Key ID").announces("Key ID copied");
        assertThat(pasted()).isEqualTo(keysMade().getFirst().keyId());
    }

    @Test
    void where_the_browser_forbids_copying_the_copy_keys_still_work() {
        var tab = newTab();
        tab.page().addInitScript("navigator.clipboard.writeText = () => Promise.reject();");
        var invitation = aliceIsApprovedAndGetsALink();
        tab.opens(invitation.link()).types(invitation.code()).presses(MAKE).is("shown");

        tab.presses("Copy the Client secret").says("The text is selected now");
        tab.page().keyboard().press("ControlOrMeta+C");
        assertThat(pasted()).isEqualTo(theValue().reveal());
    }

    @Test
    void the_value_hides_itself_after_two_minutes() {
        var tab = aliceSeesHerSecretWhileTimeStandsStill();
        var clock = tab.page().clock();
        tab.presses(SHOW);
        clock.runFor(89_000);
        assertThat(tab.find("#value")).isVisible();
        assertThat(tab.find("#more-time")).isHidden();

        clock.runFor(1_000);
        assertThat(tab.find("#more-time")).containsText("The secret is hidden in 30 seconds.");
        clock.runFor(29_000);
        assertThat(tab.find("#value")).isVisible();
        clock.runFor(1_000);
        assertThat(tab.find("#mask")).isVisible();
        assertThat(tab.find("#more-time")).isHidden();
        assertThat(tab.document()).doesNotContain(theValue().reveal());
        tab.announces("The secret is hidden again after two minutes. Press Show to see it.");
    }

    @Test
    void who_needs_longer_keeps_it_as_often_as_needed() {
        var tab = aliceSeesHerSecretWhileTimeStandsStill();
        var clock = tab.page().clock();
        tab.presses(SHOW);
        for (int again = 0; again < 3; again++) {
            clock.runFor(100_000);
            tab.presses("Keep it visible for two more minutes")
                    .announces("The secret stays visible for two more minutes.");
            assertThat(tab.find("#more-time")).isHidden();
            assertThat(tab.button(SHOW)).isFocused();
        }
        clock.runFor(119_000);
        assertThat(tab.find("#value")).hasText(theValue().reveal());
        clock.runFor(1_000);
        assertThat(tab.find("#mask")).isVisible();
    }

    /** The page's own time, that is; the desk's stands still anyway. */
    private Tab aliceSeesHerSecretWhileTimeStandsStill() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = newTab();
        tab.page().clock().install(new Clock.InstallOptions().setTime(TEN_IN_MILLIS));
        tab.opens(invitation.link());
        tab.page().clock().pauseAt(TEN_IN_MILLIS + 3_600_000);
        return tab.types(invitation.code()).presses(MAKE).is("shown");
    }
}
