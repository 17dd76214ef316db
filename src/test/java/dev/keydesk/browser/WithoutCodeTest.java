package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.ShownMessage;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Where the operator has switched codes off, for people who pass links on by intention. */
class WithoutCodeTest extends PageStory {

    @Override
    protected World world(Path in) {
        return World.stepped(
                in, rules -> rules + "pick-up:\n  link-code: off\n", UnaryOperator.identity());
    }

    @Override
    String code(ShownMessage message) {
        return "";
    }

    @Test
    void the_link_alone_shows_the_secret_and_only_after_the_button() {
        var tab = opens(aliceIsApprovedAndGetsALink());
        assertThat(tab.find("input")).hasCount(0);
        assertThat(keysMade()).isEmpty();

        tab.presses(MAKE).is("shown").presses("Show the Client secret");
        assertThat(tab.find("#value")).hasText(theValue().reveal());
        tab.presses("I have it").is("noted");
    }
}
