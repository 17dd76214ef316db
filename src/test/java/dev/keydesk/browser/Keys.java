package dev.keydesk.browser;

import com.microsoft.playwright.Page;

import org.assertj.core.api.Assertions;

/** Somebody who works with the keyboard alone, and has to see where they are. */
public final class Keys {
    /** More stops than any of our pages has: whoever needs more goes in circles. */
    private static final int TOO_MANY_STOPS = 80;

    private final Page page;

    public Keys(Page page) {
        this.page = page;
    }

    /** Goes on with Tab until it is there. */
    public Keys goTo(String selector) {
        return walk("Tab", selector);
    }

    public Keys backTo(String selector) {
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

    public Keys type(String text) {
        page.keyboard().type(text);
        return this;
    }

    public void press(String key) {
        page.keyboard().press(key);
    }
}
