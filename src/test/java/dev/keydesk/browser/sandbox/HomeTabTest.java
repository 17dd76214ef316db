package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.Test;

/** The Home tab, as the desk publishes it for whoever opens it. */
class HomeTabTest extends SandboxStory {

    @Test
    void home_has_what_alice_asked_for_and_the_way_to_ask_for_more() {
        var alice = scene("done").goesTo("Keydesk · Home");
        assertThat(alice.find("#room-name")).hasText("Keydesk · Home");
        assertThat(alice.find("#home")).containsText("Your requests");
        assertThat(alice.find("#home")).containsText("Britive production");
        assertThat(alice.find("#composer")).isHidden();
        assertThat(alice.find("#no-composer")).isHidden();
        assertOpenToAll(alice);

        alice.find("#home").getByText("New client secret").click();
        var app = alice.modal().getByLabel("App registration");
        app.fill("pay");
        assertThat(app).hasAttribute("aria-expanded", "true");
        alice.modal()
                .getByRole(AriaRole.OPTION)
                .filter(new FilterOptions().setHasText("payroll-api"))
                .click();
        assertThat(app).hasValue("payroll-api");
        assertThat(app).hasAttribute("aria-expanded", "false");
        alice.sends("Cancel");
        assertThat(alice.modal()).hasCount(0);
        alice.becomes("gina");
        assertThat(alice.find("#home")).not().containsText("Britive production");
    }
}
