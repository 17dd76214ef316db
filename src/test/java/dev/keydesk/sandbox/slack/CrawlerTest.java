package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The link previewer, which is there before anybody can read the message. */
class CrawlerTest {
    private final SlackTestSetup at = new SlackTestSetup();

    CrawlerTest() throws IOException {}

    @BeforeEach
    void answer() {
        at.bot.answers(new Bot.Ack(204, "text/plain", ""));
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void a_link_in_a_message_is_fetched_as_slack_fetches_it() {
        post(Map.of("text", "see <" + link("/one") + "|here> or " + link("/two")));

        assertThat(at.bot.received())
                .extracting(Bot.Received::path)
                .containsExactly("/one", "/two");
        assertThat(at.bot.last().method()).isEqualTo("GET");
        assertThat(at.bot.last().headers())
                .containsEntry(
                        "User-agent", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)");
        assertThat(at.slack.crawls())
                .extracting(Crawl::uri)
                .containsExactly(URI.create(link("/one")), URI.create(link("/two")));
        assertThat(at.slack.crawls()).extracting(Crawl::status).containsOnly(204);
    }

    @Test
    void both_flags_must_be_false_to_keep_the_previewer_away() {
        post(Map.of("text", link("/a"), "unfurl_links", "false", "unfurl_media", "false"));
        assertThat(at.bot.received()).isEmpty();
        post(Map.of("text", link("/a"), "unfurl_links", "false"));
        post(Map.of("text", link("/b"), "unfurl_media", "false"));
        assertThat(at.bot.received()).hasSize(2);
    }

    @Test
    void links_in_blocks_are_fetched_and_those_behind_buttons_too() {
        post(Map.of("text", "a", "blocks", blocks(link("/text"), link("/button"))));

        assertThat(at.bot.received())
                .extracting(Bot.Received::path)
                .containsExactly("/text", "/button");
    }

    @Test
    void nobody_is_told_what_follows_the_number_sign() {
        post(
                Map.of(
                        "text",
                        link("/text#one"),
                        "blocks",
                        blocks(link("/block#two"), link("/button#c.three"))));

        assertThat(at.slack.crawls())
                .extracting(Crawl::uri)
                .containsExactly(
                        URI.create(link("/text")),
                        URI.create(link("/block")),
                        URI.create(link("/button")));
    }

    @Test
    void a_button_of_an_ephemeral_message_is_fetched_as_its_text_is() {
        at.call(
                "chat.postEphemeral",
                Map.of(
                        "channel", at.approvals.value(),
                        "user", at.alice.id().value(),
                        "text", "a",
                        "blocks", blocks("nothing", link("/button#c.three"))));

        assertThat(at.bot.received()).extracting(Bot.Received::path).containsExactly("/button");
    }

    private static String blocks(String inText, String behindButton) {
        return """
        [{"type":"section","text":{"type":"mrkdwn","text":"<%s|x>"}},
         {"type":"actions","elements":[{"type":"button","url":"%s",
           "text":{"type":"plain_text","text":"Open"}}]}]
        """
                .formatted(inText, behindButton);
    }

    @Test
    void an_ephemeral_message_cannot_say_no_to_previews() {
        at.call(
                "chat.postEphemeral",
                Map.of(
                        "channel", at.approvals.value(),
                        "user", at.alice.id().value(),
                        "text", link("/secret"),
                        "unfurl_links", "false",
                        "unfurl_media", "false"));

        assertThat(at.bot.received()).extracting(Bot.Received::path).containsExactly("/secret");
    }

    @Test
    void a_link_somebody_passes_on_is_fetched_whatever_the_bot_wanted() {
        at.slack.say(at.alice.id(), at.approvals, "look: " + link("/mine"));

        assertThat(at.bot.received()).extracting(Bot.Received::path).containsExactly("/mine");
    }

    @Test
    void an_edit_is_previewed_as_the_message_was() {
        String quiet = post(Map.of("text", "a", "unfurl_links", "false", "unfurl_media", "false"));
        String loud = post(Map.of("text", "a"));
        update(quiet, link("/quiet"));
        update(loud, link("/loud"));

        assertThat(at.bot.received()).extracting(Bot.Received::path).containsExactly("/loud");
    }

    @Test
    void no_address_outside_this_machine_is_ever_visited() {
        post(Map.of("text", "http://example.com/a http://192.0.2.1/b http://[bad http://nope:x"));

        assertThat(at.slack.crawls()).isEmpty();
    }

    @Test
    void a_link_nobody_answers_is_noted_and_the_message_posted() {
        String gone = link("/gone");
        at.bot.close();
        post(Map.of("text", gone));

        assertThat(at.slack.crawls()).extracting(Crawl::status).containsExactly(0);
        assertThat(at.slack.sees(at.alice.id(), at.approvals)).hasSize(1);
    }

    private String link(String path) {
        return at.bot.address().resolve(path).toString();
    }

    private String post(Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("channel", at.approvals.value());
        return at.call("chat.postMessage", all).path("ts").asText();
    }

    private void update(String ts, String text) {
        at.call("chat.update", Map.of("channel", at.approvals.value(), "ts", ts, "text", text));
    }
}
