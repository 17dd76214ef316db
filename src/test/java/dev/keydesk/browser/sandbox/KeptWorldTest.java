package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;

import dev.keydesk.sandbox.Playhouse;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;

/** What somebody has kept for weeks does not go because they follow a link. */
class KeptWorldTest extends SandboxStory {
    @Override
    Playhouse playhouse(Path in) {
        return Playhouse.kept(in);
    }

    @Test
    void a_link_to_a_scene_asks_before_a_kept_world_goes() {
        var alice = window("alice", "general");
        var before = world();
        follows(alice, "#scene=asked");
        var question = alice.find("dialog[open]");
        assertThat(question).containsText("Begin anew?");
        alice.page().keyboard().press("Escape");
        assertThat(question).hasCount(0);
        alice.isReady();
        assertThat(world()).isSameAs(before);

        follows(alice, "#scene=asked");
        question.locator("[value=yes]").click();
        assertThat(alice.page()).hasTitle("bob · Keydesk sandbox");
        alice.sees("asks for a client secret");
        assertThat(world()).isNotSameAs(before);
    }

    @Test
    void a_link_is_followed_also_while_the_page_waits_for_an_answer() {
        var alice = window("alice", "general");
        var waiting = new ArrayList<Route>();
        alice.page().route("**/api/people", waiting::add);
        follows(alice, "#as=alice&in=team-payroll");
        alice.page().waitForCondition(() -> !waiting.isEmpty());
        follows(alice, "#scene=asked");
        alice.page().unroute("**/api/people");
        waiting.forEach(Route::resume);

        assertThat(alice.find("dialog[open]")).containsText("Begin anew?");
    }

    private static void follows(Window window, String link) {
        window.page().evaluate("link => { location.hash = link; }", link);
    }
}
