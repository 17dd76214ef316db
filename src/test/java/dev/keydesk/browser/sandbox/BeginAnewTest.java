package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.browser.Keys;

import org.junit.jupiter.api.Test;

/** A world that somebody has played in does not go without a question. */
class BeginAnewTest extends SandboxStory {

    @Test
    void beginning_anew_asks_first_and_escape_keeps_the_world() {
        var bob = scene("asked");
        var before = world();
        var keys = new Keys(bob.page());
        keys.goTo("#reset").press("Enter");
        var question = bob.find("dialog[open]");
        assertThat(question).containsText("Reset?");
        assertThat(question.locator("[value=no]")).isFocused();
        assertOpenToAll(bob);
        keys.press("Escape");
        assertThat(question).hasCount(0);
        assertThat(bob.find("#reset")).isFocused();
        bob.sees("asks for a client secret");
        assertThat(world()).isSameAs(before);

        keys.press("Enter");
        keys.goTo("dialog [value=yes]").press("Enter");
        assertThat(bob.page()).hasTitle("alice · Keydesk sandbox");
        assertThat(bob.find("#requests")).containsText("No requests yet.");
        assertThat(world()).isNotSameAs(before);
    }
}
