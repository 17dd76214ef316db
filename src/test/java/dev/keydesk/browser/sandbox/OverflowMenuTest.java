package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;

import dev.keydesk.browser.Keys;

import org.junit.jupiter.api.Test;

/** The menu beside a line pops up, and keys alone are enough for it. */
class OverflowMenuTest extends SandboxStory {

    @Test
    void arrows_walk_through_the_menu_and_escape_leads_back_to_where_it_was_opened() {
        var dana = scene("reminder");
        var keys = new Keys(dana.page());
        var opener = dana.message("jira sync").locator(".opener");
        var menu = dana.find("[role=menu]");
        assertThat(menu).isHidden();
        keys.goTo("#messages .opener").press("ArrowDown");
        assertThat(opener).hasAttribute("aria-expanded", "true");
        assertThat(menu).isInViewport();
        assertThat(line(dana, "Renew")).isFocused();
        assertOpenToAll(dana);
        keys.press("ArrowDown");
        assertThat(line(dana, "Snooze until the next step")).isFocused();
        keys.press("End");
        assertThat(line(dana, "Remove…")).isFocused();
        keys.press("ArrowDown");
        assertThat(line(dana, "Renew")).isFocused();
        keys.press("ArrowUp");
        assertThat(line(dana, "Remove…")).isFocused();

        keys.press("Escape");
        assertThat(menu).isHidden();
        assertThat(opener).isFocused();
        assertThat(opener).hasAttribute("aria-expanded", "false");

        keys.press("Enter");
        assertThat(line(dana, "Renew")).isFocused();
        keys.press("Enter");
        assertThat(dana.modal()).containsText("exalate-connector");
        assertThat(menu).isHidden();
    }

    private static Locator line(Window window, String words) {
        return window.find("[role=menuitem]").filter(new Locator.FilterOptions().setHasText(words));
    }
}
