package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.app_backend.SlackSignature;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What goes over the wire to the bot: signatures, events and their retries, raw requests. */
class DeliveriesTest {
    private final SlackTestSetup at = new SlackTestSetup();

    DeliveriesTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void slacks_own_verifier_accepts_the_signature_and_notices_a_changed_body() {
        at.slack.command(at.alice.id(), at.approvals, "/new-client-secret", "café & co");
        var sent = at.bot.last();
        var verifier = verifier(at.slack.signingSecret().reveal());
        String timestamp = header(sent, "X-slack-request-timestamp");
        String signature = header(sent, "X-slack-signature");
        long now = at.now().toEpochMilli();

        assertThat(timestamp).isEqualTo(Long.toString(at.now().getEpochSecond()));
        assertThat(verifier.isValid(timestamp, sent.body(), signature, now)).isTrue();
        assertThat(verifier.isValid(timestamp, sent.body() + "x", signature, now)).isFalse();
        assertThat(verifier("other").isValid(timestamp, sent.body(), signature, now)).isFalse();
    }

    @Test
    void the_latest_delivery_can_be_sent_again_as_it_was() {
        at.slack.command(at.alice.id(), at.approvals, "/new-client-secret", "");
        Delivery delivery = at.slack.lastDelivery().orElseThrow();

        ActionReply again = at.slack.raw(delivery.bytes(), delivery.headers());

        assertThat(again.status()).isEqualTo(200);
        assertThat(at.bot.received()).hasSize(2);
        assertThat(at.bot.received().get(1).body()).isEqualTo(at.bot.received().get(0).body());
        assertThat(header(at.bot.last(), "X-slack-signature"))
                .isEqualTo(header(at.bot.received().get(0), "X-slack-signature"));
    }

    @Test
    void anything_can_be_sent_unsigned_or_signed_for_another_moment() {
        byte[] body = "payload={".getBytes(StandardCharsets.UTF_8);
        at.bot.answers(new Bot.Ack(401, "text/plain", "who are you?"));

        ActionReply unsigned = at.slack.raw(body, Map.of());
        assertThat(unsigned.problem()).contains("status 401");
        assertThat(at.bot.last().headers()).doesNotContainKey("X-slack-signature");

        var past = at.now().minus(Duration.ofMinutes(6));
        at.slack.raw(body, at.slack.sign(body, past));
        assertThat(header(at.bot.last(), "X-slack-request-timestamp"))
                .isEqualTo(Long.toString(past.getEpochSecond()));
    }

    @Test
    void opening_the_home_tab_is_an_event_of_its_own() {
        ActionReply reply = at.slack.openHome(at.alice.id());
        var event = Json.read(at.bot.last().body()).orElseThrow();

        assertThat(reply.fine()).isTrue();
        assertThat(event.path("type").asText()).isEqualTo("event_callback");
        assertThat(event.path("event_id").asText()).startsWith("Ev");
        assertThat(event.at("/event/type").asText()).isEqualTo("app_home_opened");
        assertThat(event.at("/event/tab").asText()).isEqualTo("home");
        assertThat(event.at("/event/user").asText()).isEqualTo(at.alice.id().value());
        assertThat(event.at("/event/channel").asText())
                .isEqualTo(at.slack.dm(at.alice.id()).value());
    }

    @Test
    void an_event_is_sent_again_at_once_after_a_minute_and_after_five() {
        at.bot.answers(new Bot.Ack(500, "text/plain", ""));
        ActionReply first = at.slack.openHome(at.alice.id());

        assertThat(first.problem()).contains("The event was not acknowledged: http_error");
        assertThat(at.slack.resendDueEvents()).hasSize(1);
        assertThat(header(at.bot.last(), "X-slack-retry-num")).isEqualTo("1");
        assertThat(header(at.bot.last(), "X-slack-retry-reason")).isEqualTo("http_error");
        assertThat(at.slack.resendDueEvents()).isEmpty();
        at.timePasses(Duration.ofMinutes(1));
        assertThat(at.slack.resendDueEvents()).hasSize(1);
        at.timePasses(Duration.ofMinutes(5));
        assertThat(at.slack.resendDueEvents()).hasSize(1);
        assertThat(header(at.bot.last(), "X-slack-retry-num")).isEqualTo("3");
        at.timePasses(Duration.ofDays(1));
        assertThat(at.slack.resendDueEvents()).isEmpty();
        assertThat(at.bot.received()).hasSize(4);
        assertThat(at.bot.received())
                .extracting(Bot.Received::body)
                .containsOnly(at.bot.last().body());
    }

    @Test
    void an_acknowledged_event_is_not_sent_again() {
        at.slack.event(Json.object().put("type", "channel_id_changed"));

        assertThat(at.slack.resendDueEvents()).isEmpty();
    }

    @Test
    void nobody_can_act_before_there_is_a_bot_to_tell() {
        try (var lonely = new SimulatedSlack(at.workspace, at::now)) {
            assertThatThrownBy(() -> lonely.openHome(at.alice.id()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(lonely.lastDelivery()).isEmpty();
        }
    }

    private static SlackSignature.Verifier verifier(String secret) {
        return new SlackSignature.Verifier(new SlackSignature.Generator(secret));
    }

    private static String header(Bot.Received request, String name) {
        return request.headers().getOrDefault(name, "");
    }
}
