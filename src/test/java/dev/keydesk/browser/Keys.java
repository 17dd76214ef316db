package dev.keydesk.browser;

import com.microsoft.playwright.Page;

import org.assertj.core.api.Assertions;

/** Somebody who works with the keyboard alone, and has to see where they are. */
final class Keys {
    /** More stops than the page has in any state: whoever needs more goes in circles. */
    private static final int TOO_MANY_STOPS = 25;

    private final Page page;

    Keys(Page page) {
        this.page = page;
    }

    /** Goes on with Tab until it is there. */
    Keys goTo(String selector) {
        return walk("Tab", selector);
    }

    Keys backTo(String selector) {
        return walk("Shift+Tab", selector);
    }

    private Keys walk(String key, String selector) {
        for (int stop = 0; stop < TOO_MANY_STOPS; stop++) {
            page.keyboard().press(key);
            if (isAt(selector)) {
                assertSeen(selector);
                return this;
            }
        }
        throw new AssertionError("no Tab leads to " + selector);
    }

    private boolean isAt(String selector) {
        return page.evaluate("(it) => document.activeElement.matches(it)", selector).equals(true);
    }

    private void assertSeen(String selector) {
        Assertions.assertThat(
                        page.evaluate(
                                "() => getComputedStyle(document.activeElement).outlineStyle"))
                .as("the outline of %s while it has the focus", selector)
                .isEqualTo("solid");
    }

    Keys type(String text) {
        page.keyboard().type(text);
        return this;
    }

    void press(String key) {
        page.keyboard().press(key);
    }
}
