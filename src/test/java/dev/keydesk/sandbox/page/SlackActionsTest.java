package dev.keydesk.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What people do on the page arrives at the bot, and what the bot answers reaches them. */
class SlackActionsTest {
    private static final String CARD =
            """
            [{"type":"actions","block_id":"decide","elements":[
               {"type":"button","action_id":"approve","value":"KD-1",
                "text":{"type":"plain_text","text":"Approve"}},
               {"type":"button","action_id":"deny","value":"KD-1",
                "text":{"type":"plain_text","text":"Deny"}}]}]
            """;

    private final PageLab lab = new PageLab();

    SlackActionsTest() throws IOException {}

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void what_people_do_waits_for_a_desk_that_starts_and_what_they_look_at_does_not() {
        lab.desk.coming = new CountDownLatch(1);
        assertThat(lab.read("/api/desk").path("there").asBoolean()).isFalse();
        assertThat(lab.read("/api/people")).isNotEmpty();
        var said =
                CompletableFuture.supplyAsync(() ->
                        lab.act(
                                "/api/say",
                                Map.of(
                                        "as", lab.alice.id().value(),
                                        "channel", lab.approvals.value(),
                                        "text", "Is anybody there?")));
        assertThat(lab.slack.sees(lab.alice.id(), lab.approvals)).isEmpty();
        assertThat(said).isNotDone();

        lab.desk.coming.countDown();
        assertThat(said.join().path("ok").asBoolean(true)).isTrue();
        assertThat(lab.slack.sees(lab.alice.id(), lab.approvals))
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("Is anybody there?"));
        assertThat(lab.read("/api/desk").path("there").asBoolean()).isTrue();
    }

    @Test
    void a_click_arrives_at_the_bot_signed_and_as_posted() throws Exception {
        var card = lab.posted(CARD);

        var outcome = lab.act("/api/click", click(card, "approve"));

        assertThat(outcome.path("problem").isNull()).isTrue();
        assertThat(outcome.path("status").asInt()).isEqualTo(200);
        var delivery = lab.bot.last();
        assertThat(delivery.signature()).isEqualTo(signature(delivery));
        assertThat(delivery.payload().at("/actions/0/value").asText()).isEqualTo("KD-1");
        assertThat(delivery.payload().at("/user/id").asText()).isEqualTo(lab.bob.id().value());
    }

    @Test
    void a_button_that_went_meanwhile_is_said_to_be_gone() {
        var card = lab.posted(CARD);
        lab.asBot(client ->
                client.chatUpdate(it ->
                        it.channel(lab.approvals.value())
                                .ts(card)
                                .text("done")
                                .blocksAsString("[]")));

        var answer = lab.post("/api/click", click(card, "approve"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(PageLab.json(answer).path("problem").asText())
                .startsWith("That is not on the screen any more");
    }

    @Test
    void a_bot_that_fails_is_seen_by_the_person_and_in_the_panel() {
        var card = lab.posted(CARD);
        lab.bot.answersWithStatus(500);

        var outcome = lab.act("/api/click", click(card, "approve"));

        assertThat(outcome.path("problem").asText())
                .isEqualTo("This app responded with Status Code 500.");
        var troubles = lab.read("/api/troubles");
        assertThat(troubles.path("all").asInt()).isEqualTo(1);
        assertThat(troubles.at("/newest/0/where").asText()).isEqualTo("approve");
        assertThat(troubles.at("/newest/0/error").asText()).isEqualTo("http_500");
    }

    @Test
    void what_slack_refuses_the_bot_is_in_the_panel() {
        lab.asBot(client ->
                client.chatPostMessage(it ->
                        it.channel(lab.approvals.value())
                                .text("x")
                                .blocksAsString("[{\"type\":\"bogus\"}]")));

        var newest = lab.read("/api/troubles").at("/newest/0");
        assertThat(newest.path("where").asText()).isEqualTo("chat.postMessage");
        assertThat(newest.path("error").asText()).isEqualTo("invalid_blocks");
        assertThat(newest.path("explanation").asText()).isNotBlank();
    }

    @Test
    void a_command_carries_what_was_typed_and_an_answer_to_it_is_seen_by_the_caller() {
        lab.bot.answers(_ -> "{\"text\":\"Here is how it works\"}");

        lab.act(
                "/api/command",
                Map.of(
                        "as",
                        lab.alice.id().value(),
                        "channel",
                        lab.approvals.value(),
                        "command",
                        "/new-client-secret",
                        "text",
                        "help"));

        assertThat(lab.bot.last().field("command")).isEqualTo("/new-client-secret");
        assertThat(lab.bot.last().field("text")).isEqualTo("help");
        assertThat(lab.screen(lab.alice).toString()).contains("Here is how it works");
        assertThat(lab.screen(lab.bob).toString()).doesNotContain("Here is how it works");
    }

    @Test
    void a_shortcut_reaches_the_bot() {
        lab.act(
                "/api/shortcut",
                Map.of("as", lab.alice.id().value(), "callbackId", "new_client_secret"));

        assertThat(lab.bot.last().payload().path("type").asText()).isEqualTo("shortcut");
        assertThat(lab.bot.last().payload().path("callback_id").asText())
                .isEqualTo("new_client_secret");
    }

    @Test
    void typed_markup_stays_text() {
        lab.act(
                "/api/say",
                Map.of(
                        "as", lab.alice.id().value(),
                        "channel", lab.approvals.value(),
                        "text", "<!channel> & co"));

        assertThat(lab.slack.sees(lab.bob.id(), lab.approvals).getFirst().text())
                .isEqualTo("&lt;!channel&gt; &amp; co");
    }

    @ParameterizedTest
    @CsvSource({"/api/say, text, hello", "/api/command, command, /new-client-secret"})
    void nothing_is_written_to_the_desk_as_its_manifest_says(
            String deed, String field, String typed) {
        var desk = lab.slack.dm(lab.alice.id());

        var answer =
                lab.post(
                        deed,
                        Map.of(
                                "as",
                                lab.alice.id().value(),
                                "channel",
                                desk.value(),
                                field,
                                typed));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Its commands work in any channel.");
        assertThat(lab.slack.sees(lab.alice.id(), desk)).isEmpty();
    }

    @Test
    void nobody_writes_where_they_are_not() {
        var other = lab.workspace.channel("other", true);

        var answer =
                lab.post(
                        "/api/say",
                        Map.of(
                                "as",
                                lab.alice.id().value(),
                                "channel",
                                other.value(),
                                "text",
                                "x"));

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    private Map<String, String> click(String card, String actionId) {
        return Map.of(
                "as",
                lab.bob.id().value(),
                "channel",
                lab.approvals.value(),
                "ts",
                card,
                "actionId",
                actionId,
                "value",
                "KD-1");
    }

    private String signature(ListeningBot.Delivery delivery) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        var key = lab.slack.signingSecret().reveal().getBytes(StandardCharsets.UTF_8);
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var signed = "v0:%s:%s".formatted(delivery.timestamp(), delivery.body());
        var digest = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        return "v0=" + HexFormat.of().formatHex(digest);
    }
}
