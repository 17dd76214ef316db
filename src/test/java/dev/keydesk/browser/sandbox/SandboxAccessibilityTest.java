package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.browser.Keys;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Nobody is kept out: by keys alone, in a narrow window. */
class SandboxAccessibilityTest extends SandboxStory {
    /** The visible parts that reach beyond the window. */
    private static final String OUT_OF_SIGHT =
            """
            () => [...document.querySelectorAll('body *')]
              .filter((part) => part.checkVisibility() && !part.closest('.unseen'))
              .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
              .map((part) => part.outerHTML.slice(0, 120))
            """;

    @Test
    void keys_alone_lead_from_the_first_command_to_the_secret_in_use() {
        var window = window("alice", "");
        var keys = new Keys(window.page());
        keys.goTo("#draft").type("/new").press("Tab");
        keys.type("payroll-api").press("Enter");
        assertThat(window.modal()).isVisible();
        keys.goTo("[data-focus$='description']").type("Britive production");
        keys.goTo("[data-focus$='lifetime']").press("ArrowDown");
        keys.goTo("[data-focus$='reason']").type("The old secret expires in spring.");
        keys.goTo("button.primary").press("Enter");
        assertThat(window.modal()).containsText("is stored");
        keys.press("Escape");
        assertThat(window.modal()).hasCount(0);

        assertThat(window.find("[data-focus='there']")).isVisible();
        keys.goTo("[data-focus='there']").press("Enter");
        assertThat(window.page()).hasTitle("bob · Keydesk sandbox");
        window.sees("asks for a client secret");
        keys.goTo("#messages button.primary").press("Enter");
        keys.goTo("dialog [value=yes]").press("Enter");
        window.sees("Approved by @bob");

        assertThat(window.find("[data-focus='there']")).isVisible();
        keys.backTo("[data-focus='there']").press("Enter");
        assertThat(window.page()).hasTitle("alice · Keydesk sandbox");
        window.sees("can pick it up");
        keys.goTo("#messages [data-focus*=' pick-up']").press("Enter");
        window.sees("Only visible to you");
        var value = window.message("Only visible to you").locator("pre").last().textContent();

        keys.goTo("#parts [role=tab]").press("End");
        assertThat(window.find("#tab-time")).isFocused();
        keys.goTo("#jumps button").press("Enter");
        assertThat(window.find("#time-answer")).containsText("It is now");
        keys.backTo("[data-focus='look']").press("Enter");
        assertThat(window.find("#sign-in-value")).isFocused();
        keys.type(value).press("Enter");
        assertThat(window.find("#sign-in-answer")).containsText("Accepted.");

        keys.backTo("#messages [data-focus*=' have-it-here']").press("Enter");
        window.sees("and received");
        assertThat(window.find("#requests")).containsText("Done");
    }

    @Test
    void on_a_narrow_screen_nothing_is_out_of_sight() {
        var window = window(usual().setViewportSize(360, 740)).opens("#scene=shown");
        assertFits(window);
        window.becomes("bob").goesTo("secret-approvals").sees("Picked up by @alice");
        assertFits(window);
        window.becomes("alice").goesTo("general");
        assertThat(window.find("#draft")).isInViewport();
        window.writes("/new-client-secret payroll-api");
        assertThat(window.modal()).isVisible();
        // However long the form is, how to send it is in sight.
        assertThat(window.modal().getByText("Send request")).isInViewport();
        assertFits(window);
        assertOpenToAll(window);
    }

    @Test
    void on_a_narrow_screen_a_bar_leads_to_entra_the_desk_time_and_back_to_slack() {
        var window = window(usual().setViewportSize(360, 740)).opens("#scene=asked");
        window.sees("asks for a client secret");
        window.looksAt("Entra");
        assertThat(window.find("#sign-in")).isVisible();
        assertThat(window.find("#messages")).isHidden();
        assertThat(window.find("#parts")).isInViewport();
        assertFits(window);
        assertOpenToAll(window);
        window.looksAt("Desk");
        assertThat(window.find("#requests")).isInViewport();
        assertThat(window.find("#audit li").first()).isInViewport();
        assertFits(window);
        window.looksAt(Window.TIME);
        assertThat(window.find("#misbehave")).isInViewport();
        assertFits(window);
        window.looksAt("Slack").presses("asks for a client secret", "Approve").agrees();
        window.sees("Approved by @bob");

        window.page().setViewportSize(1280, 800);
        assertThat(window.find("#tab-slack")).isHidden();
        assertThat(window.find("#tab-time")).hasAttribute("aria-selected", "true");
        assertThat(window.find("#messages")).isVisible();
    }

    private static void assertFits(Window window) {
        assertThat(window.page().evaluate(OUT_OF_SIGHT)).isEqualTo(List.of());
        assertThat(window.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
