package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What depends on who looks: their clock, their tabs, the moment at which they come. */
class ReadersTest extends SandboxStory {
    private static final String SAID =
            """
            async ([shift, format]) => {
              const { mrkdwn } = await import('/mrkdwn.js');
              const now = new Date('2026-03-02T09:00:00Z');
              const at = now.getTime() / 1000 + shift;
              const host = document.createElement('div');
              host.append(...mrkdwn(`<!date^${at}^${format}|then>`, {}, now));
              return host.textContent;
            }
            """;

    @Test
    void dates_are_those_of_the_readers_own_clock() {
        var kolkata = ZoneId.of("Asia/Kolkata");
        var alice = window(usual().setTimezoneId(kolkata.getId())).opens("#scene=approved");
        var date = alice.message("can pick it up").locator("time").first();
        var at = Instant.parse(date.getAttribute("datetime")).atZone(kolkata);
        assertThat(date).containsText(DateTimeFormatter.ofPattern("HH:mm").format(at));

        assertThat(said(alice, -7_300, "{ago}")).isEqualTo("2 hours ago");
        assertThat(said(alice, 172_800, "due {ago}")).isEqualTo("due in 2 days");
        assertThat(said(alice, 0, "{date_short} {time}")).isEqualTo("2 Mar 2026 14:30");
        assertThat(said(alice, 86_400, "{date_pretty}")).isEqualTo("tomorrow");
    }

    private static Object said(Window window, int shift, String format) {
        return window.page().evaluate(SAID, new Object[] {shift, format});
    }

    @Test
    void two_tabs_of_one_browser_hear_of_each_other_and_of_the_desk() {
        var alice = window("alice", "general");
        var bob = besides(alice).opens("#as=bob&in=general");
        alice.writes("good morning");
        bob.sees("good morning");
        // What she was just told of is perhaps being read.
        alice.complaints().mayBe("Failed to fetch");
        alice.page().navigate("about:blank");
        bob.writes("she has left").sees("she has left");
        bob.goesTo(Window.DESK).goesTo("general").writes("and still it is heard");
        bob.sees("and still it is heard");
    }

    @Test
    void whoever_comes_early_reads_that_the_desk_is_starting_until_it_is_there() {
        var early = window(usual());
        early.page().route("**/api/desk", ReadersTest::withoutTheDesk);
        early.opens("#as=alice&in=general");
        assertThat(early.find("#arriving")).isVisible();
        assertThat(early.find("#arriving")).containsText("The desk is starting.");
        early.page().unroute("**/api/desk");
        early.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(early.find("#arriving")).isHidden();
    }

    private static void withoutTheDesk(Route route) {
        var answer = route.fetch();
        var early = answer.text().replace("\"there\":true", "\"there\":false");
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(early));
    }

    @Test
    void who_changes_their_mind_while_a_scene_is_set_gets_the_later_one() {
        var window = window("alice", "general");
        window.followsWhileItWaits("**/api/scene", "#scene=asked", "#scene=denied");

        assertThat(window.find("#requests")).containsText("Denied");
        window.isReady();
        assertThat(audited("Denied")).isEqualTo(1);
    }

    @Test
    void a_stranger_has_the_shared_channels_and_no_way_to_the_desk() {
        var sam = window(usual()).opens("#as=sam&in=home");
        assertThat(sam.find("#rooms")).containsText("with-acme");
        assertThat(sam.find("#rooms")).not().containsText("Home");
        assertThat(sam.find("#rooms")).not().containsText(Window.DESK);
        assertThat(sam.find("#room-name")).hasText("# with-acme");
        assertThat(sam.find("#home")).isHidden();
        assertThat(sam.find("#shortcuts button")).hasCount(0);
    }
}
