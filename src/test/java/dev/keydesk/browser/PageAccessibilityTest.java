package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Nobody is kept out: by keys alone, in a narrow or a magnified window, by ear, in the dark. */
class PageAccessibilityTest extends PageStory {
    /**
     * The visible parts that reach beyond the window, or that would have to be scrolled sideways.
     */
    private static final String OUT_OF_SIGHT =
            """
            () => [...document.querySelectorAll('body *')]
              .filter((part) => part.checkVisibility() && !part.closest('.unseen'))
              .filter((part) => part.getBoundingClientRect().right > innerWidth
                || (part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1))
              .map((part) => part.outerHTML.slice(0, 80))
            """;

    @Test
    void keys_alone_lead_from_the_address_bar_to_i_have_it() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation);
        var keys = new Keys(tab.page());
        keys.goTo("#code").type(invitation.code()).press("Enter");
        tab.is("shown");
        assertThat(tab.find("h1")).isFocused();
        keys.goTo("#show").press("Space");
        assertThat(tab.find("#value")).hasText(theValue().reveal());
        keys.goTo("#secret .copy").press("Enter");
        tab.announces("Client secret copied");
        assertThat(pasted()).isEqualTo(theValue().reveal());

        keys.goTo("#not-received").press("Enter");
        assertThat(tab.find("#sure")).isVisible();
        keys.goTo("#sure [value=yes]").press("Escape");
        assertThat(tab.find("#sure")).isHidden();
        assertThat(tab.find("#not-received")).isFocused();
        keys.backTo("#have-it").press("Space");
        tab.is("noted");
        assertThat(tab.find("h1")).isFocused();
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({"360, 640", "320, 256"})
    void in_a_narrow_or_magnified_window_nothing_is_out_of_sight_sideways(int width, int height) {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = newTab(new NewContextOptions().setViewportSize(width, height));
        tab.opens(invitation.link()).is("ask");
        assertFits(tab);
        tab.types(invitation.wrongCode()).presses(MAKE).says("4 tries left");
        assertFits(tab);
        tab.types(invitation.code()).presses(MAKE).is("shown");
        assertFits(tab);
        tab.presses("Show the Client secret").presses("Copy the Client secret");
        assertFits(tab);
        tab.presses("I did not get it");
        assertThat(tab.find("#sure")).isVisible();
        assertFits(tab);
        tab.presses("Remove it").is("noted");
        assertFits(tab);
    }

    private static void assertFits(Tab tab) {
        assertThat(tab.page().evaluate(OUT_OF_SIGHT)).isEqualTo(List.of());
        assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void axe_finds_nothing_from_the_question_to_the_end() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation);
        assertOpenToAll(tab);
        tab.types(invitation.wrongCode()).presses(MAKE).says("4 tries left");
        assertOpenToAll(tab);
        tab.types(invitation.code()).presses(MAKE).is("shown");
        assertOpenToAll(tab);
        tab.presses("Show the Client secret").presses("Copy the Client secret").says("copied");
        assertOpenToAll(tab);
        tab.presses("I did not get it");
        assertOpenToAll(tab);
        tab.presses("Go back").presses("I have it").is("noted");
        assertOpenToAll(tab);
        var again = opens(invitation).types(invitation.code()).presses(MAKE).is("picked-up");
        assertOpenToAll(again);
    }

    @Test
    void axe_finds_nothing_where_a_link_is_of_no_use() {
        var invitation = aliceIsApprovedAndGetsALink();
        world().timePasses(Duration.ofMinutes(6));
        var late = opens(invitation).types(invitation.code()).presses(MAKE).is("expired");
        assertOpenToAll(late);
        late.page().reload();
        assertOpenToAll(late.is("needs-link"));
        var altered = invitation.link().toString().replaceFirst("#c\\..", "#c.");
        var stranger = newTab().mayComplain("the server responded with a status of 404");
        stranger.opens(URI.create(altered)).types(invitation.code()).presses(MAKE);
        assertOpenToAll(stranger.is("unknown").says("This link does not work"));
    }
}
