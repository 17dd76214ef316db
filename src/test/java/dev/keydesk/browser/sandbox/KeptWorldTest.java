package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.WorldHost;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** What somebody has kept for weeks does not go because they follow a link. */
class KeptWorldTest extends SandboxStory {
    @Override
    WorldHost playhouse(Path in) {
        return WorldHost.kept(in);
    }

    @Test
    void a_link_to_a_scene_asks_before_a_kept_world_goes() {
        var alice = window("alice", "general");
        var before = world();
        alice.follows("#scene=asked");
        var question = alice.find("dialog[open]");
        assertThat(question).containsText("Reset?");
        alice.page().keyboard().press("Escape");
        assertThat(question).hasCount(0);
        alice.isReady();
        assertThat(world()).isSameAs(before);

        alice.follows("#scene=asked");
        question.locator("[value=yes]").click();
        assertThat(alice.page()).hasTitle("bob · Keydesk sandbox");
        alice.sees("asks for a client secret");
        assertThat(world()).isNotSameAs(before);
    }

    @Test
    void a_link_is_followed_also_while_the_page_waits_for_an_answer() {
        var alice = window("alice", "general");
        alice.followsWhileItWaits("**/api/people", "#as=alice&in=team-payroll", "#scene=asked");

        assertThat(alice.find("dialog[open]")).containsText("Reset?");
    }
}
