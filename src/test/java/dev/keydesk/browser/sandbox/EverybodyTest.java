package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.browser.Keys;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Nobody is kept out: by keys alone, in a narrow window. */
class EverybodyTest extends SandboxStory {
    /** The visible parts that reach beyond the window. */
    private static final String OUT_OF_SIGHT =
            """
            () => [...document.querySelectorAll('body *')]
              .filter((part) => part.checkVisibility() && !part.closest('.unseen'))
              .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
              .map((part) => part.outerHTML.slice(0, 120))
            """;

    @Test
    void keys_alone_lead_from_the_first_command_to_the_decision() {
        var window = window("alice", "");
        var keys = new Keys(window.page());
        keys.goTo("#draft").type("/new").press("Tab");
        keys.type("payroll-api").press("Enter");
        assertThat(window.modal()).isVisible();
        keys.goTo("[data-focus$='description']").type("Britive production");
        keys.goTo("[data-focus$='lifetime']").press("ArrowDown");
        keys.goTo("[data-focus$='reason']").type("The old key ends in spring.");
        keys.goTo("button.primary").press("Enter");
        assertThat(window.modal()).containsText("is stored");
        keys.press("Escape");
        assertThat(window.modal()).hasCount(0);

        keys.goTo("[data-focus='there']").press("Enter");
        assertThat(window.page()).hasTitle("bob · Keydesk sandbox");
        window.sees("asks for a client secret");
        keys.goTo("#messages button.primary").press("Enter");
        keys.goTo("dialog [value=yes]").press("Enter");
        window.sees("Approved by @bob");
    }

    @Test
    void on_a_narrow_screen_nothing_is_out_of_sight() {
        var window = window(usual().setViewportSize(360, 740)).opens("#scene=shown");
        assertFits(window);
        window.becomes("bob").goesTo("secret-approvals").sees("Picked up by @alice");
        assertFits(window);
        window.becomes("alice").writes("/new-client-secret payroll-api");
        assertThat(window.modal()).isVisible();
        assertFits(window);
        assertOpenToAll(window);
    }

    private static void assertFits(Window window) {
        assertThat(window.page().evaluate(OUT_OF_SIGHT)).isEqualTo(List.of());
        assertThat(window.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
