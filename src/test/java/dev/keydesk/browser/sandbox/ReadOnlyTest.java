package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/** In the conversation with the desk there is nothing to write with, as in Slack. */
class ReadOnlyTest extends SandboxStory {

    @Test
    void the_conversation_with_the_desk_has_no_composer_and_says_where_its_commands_work() {
        var alice = scene("approved");
        alice.sees("can pick it up");
        assertThat(alice.find("#composer")).isHidden();
        assertThat(alice.find("#messages .reply")).hasCount(0);
        assertThat(alice.find("#no-composer")).containsText("you cannot write to Keydesk here");
        assertOpenToAll(alice);

        alice.find("#no-composer a").click();
        assertThat(alice.find("#room-name")).hasText("# general");
        assertThat(alice.find("#no-composer")).isHidden();
        alice.writes("/new-client-secret payroll-api");
        assertThat(alice.modal()).isVisible();
    }
}
