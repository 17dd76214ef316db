package dev.keydesk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keydesk.chat.ChatFailure.Busy;
import dev.keydesk.chat.ChatFailure.NoAnswer;
import dev.keydesk.chat.ChatFailure.Refused;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.config.UserId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ChatTest {
    private static final String POST = "/api/chat.postMessage";
    private static final ChannelId CHANNEL = new ChannelId("C1");
    private static final OutgoingMessage HELLO =
            new OutgoingMessage("hello", List.of(Blocks.section("hello")));

    private final ScriptedSlack slack = ScriptedSlack.start();
    private final Chat chat = new Chat(slack.settings(), ChatTimeouts.standard());

    @AfterEach
    void close() {
        chat.close();
        slack.close();
    }

    @Test
    void a_message_is_posted_with_its_text_and_without_previews_or_guessed_links() {
        var ref = chat.post(CHANNEL, HELLO);

        assertThat(ref).isEqualTo(new MessageRef(new ChannelId("D0DM"), "1700000000.000100"));
        assertThat(slack.last().path()).isEqualTo(POST);
        assertThat(slack.last().form())
                .containsEntry("channel", "C1")
                .containsEntry("text", "hello")
                .containsEntry("unfurl_links", "0")
                .containsEntry("unfurl_media", "0")
                .containsEntry("link_names", "0")
                .containsEntry("parse", "none")
                .doesNotContainKey("thread_ts");
        assertThat(slack.last().form().get("blocks")).contains("\"verbatim\":true");
    }

    @Test
    void a_dm_goes_to_the_person_and_remembers_the_channel_slack_made_of_it() {
        var ref = chat.dm(new UserId("U1"), HELLO);

        assertThat(slack.last().form()).containsEntry("channel", "U1");
        assertThat(ref.channel()).isEqualTo(new ChannelId("D0DM"));
    }

    @Test
    void an_answer_in_a_thread_names_the_message_it_hangs_below() {
        chat.postInThread(new MessageRef(CHANNEL, "12.34"), HELLO);

        assertThat(slack.last().form())
                .containsEntry("channel", "C1")
                .containsEntry("thread_ts", "12.34");
    }

    @Test
    void an_update_without_blocks_takes_the_old_blocks_and_their_buttons_away() {
        chat.update(new MessageRef(CHANNEL, "12.34"), OutgoingMessage.of("done"));

        assertThat(slack.last().path()).isEqualTo("/api/chat.update");
        assertThat(slack.last().form())
                .containsEntry("ts", "12.34")
                .containsEntry("text", "done")
                .containsEntry("blocks", "[]");
    }

    @Test
    void a_no_from_slack_is_told_by_its_code() {
        slack.says(POST, "{\"ok\":false,\"error\":\"channel_not_found\"}");

        var refused = catchThrowableOfType(Refused.class, () -> chat.post(CHANNEL, HELLO));

        assertThat(refused.error()).isEqualTo("channel_not_found");
        assertThat(refused.method()).isEqualTo("chat.postMessage");
    }

    @Test
    void an_error_that_is_no_code_is_not_quoted() {
        slack.says(POST, "{\"ok\":false,\"error\":\"<b>hello</b> nobody\"}");

        assertThatThrownBy(() -> chat.post(CHANNEL, HELLO))
                .isInstanceOf(Refused.class)
                .hasMessageNotContaining("hello");
    }

    @ParameterizedTest
    @CsvSource({"30, PT30S", "soon, ", "-5, ", "99999999999, "})
    void a_busy_slack_says_when_to_come_back_if_it_says_so_readably(
            String retryAfter, Duration expected) {
        slack.says(
                POST,
                429,
                Map.of("Retry-After", retryAfter),
                "{\"ok\":false,\"error\":\"ratelimited\"}");

        var busy = catchThrowableOfType(Busy.class, () -> chat.post(CHANNEL, HELLO));

        assertThat(busy.retryAfter()).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>hello, log in to the proxy</html>",
                "",
                "[]",
                "ok",
                "{}",
                "{\"ok\":\"hello\",\"channel\":[]}",
                "{\"ok\":false,\"error\":\"internal_error\"}"
            })
    void an_answer_that_is_not_slacks_leaves_open_whether_it_was_done(String answer) {
        slack.says(POST, answer);

        var failure = catchThrowableOfType(NoAnswer.class, () -> chat.post(CHANNEL, HELLO));

        assertThat(failure.maybeDone()).isTrue();
        assertThat(failure).hasMessageNotContaining("hello").hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 302})
    void a_failing_slack_leaves_open_whether_it_was_done(int status) {
        slack.says(POST, status, Map.of("Retry-After", "0"), "<html>hello</html>");

        var failure = catchThrowableOfType(NoAnswer.class, () -> chat.post(CHANNEL, HELLO));

        assertThat(failure.maybeDone()).isTrue();
        assertThat(slack.heard()).hasSize(1);
    }

    @Test
    void a_line_that_breaks_after_the_request_is_not_tried_again() {
        chat.post(CHANNEL, HELLO);
        slack.hangsUp(POST);

        var failure = catchThrowableOfType(NoAnswer.class, () -> chat.post(CHANNEL, HELLO));

        assertThat(failure.maybeDone()).isTrue();
        assertThat(slack.heard()).hasSize(2);
    }

    @Test
    void a_slack_that_never_answers_is_given_up_in_time() {
        var timeouts = new ChatTimeouts(Duration.ofSeconds(1), Duration.ofHours(1));
        try (var hasty = new Chat(slack.settings(), timeouts)) {
            hasty.post(CHANNEL, HELLO);
            slack.saysNothing("/api/views.open");
            var failure =
                    catchThrowableOfType(
                            NoAnswer.class,
                            () -> hasty.open("trigger", Blocks.notice("Title", List.of())));

            assertThat(failure.maybeDone()).isTrue();
            assertThat(failure.method()).isEqualTo("views.open");
        }
    }

    @Test
    void nothing_was_done_if_slack_could_not_be_reached() {
        URI nobody;
        try (var gone = ScriptedSlack.start()) {
            nobody = gone.url("/api/");
        }
        var settings = new Settings.Slack(SecretText.of("xoxb-1"), SecretText.of("s"), nobody);
        try (var lonely = new Chat(settings, ChatTimeouts.standard())) {
            var failure = catchThrowableOfType(NoAnswer.class, () -> lonely.post(CHANNEL, HELLO));

            assertThat(failure.maybeDone()).isFalse();
            assertThat(failure).hasMessageContaining("never sent");
        }
    }

    @Test
    void a_proxy_in_the_environment_does_not_stand_between_us_and_a_slack_on_this_machine() {
        System.setProperty("http.proxyHost", "proxy.invalid");
        try (var proxied = new Chat(slack.settings(), ChatTimeouts.standard())) {
            proxied.post(CHANNEL, HELLO);
        } finally {
            System.clearProperty("http.proxyHost");
        }
        assertThat(slack.heard()).hasSize(1);
    }

    @Test
    void a_modal_is_opened_and_changed_by_id_and_hash() {
        var opened = chat.open("trigger", Blocks.notice("Title", List.of()));
        assertThat(slack.last().form()).containsEntry("trigger_id", "trigger");
        assertThat(opened).isEqualTo(new OpenedView("V1", "h1"));

        chat.update("V1", Optional.of("h0"), Blocks.notice("Title", List.of()));
        assertThat(slack.last().form()).containsEntry("view_id", "V1").containsEntry("hash", "h0");

        chat.update("V1", Optional.empty(), Blocks.notice("Title", List.of()));
        assertThat(slack.last().form()).doesNotContainKey("hash");
    }

    @Test
    void a_home_names_its_person() {
        chat.publishHome(new UserId("U1"), Blocks.home(List.of(Blocks.section("hi"))));
        assertThat(slack.last().form()).containsEntry("user_id", "U1");
    }

    @Test
    void our_identity_is_what_slack_says_of_our_token() {
        var us = chat.slackIdentity();

        assertThat(us.teamId()).isEqualTo("T123");
        assertThat(us.enterpriseId()).isEmpty();
        assertThat(us.botUser()).isEqualTo(new UserId("UBOT"));
        assertThat(us.appId()).contains("A123");
        assertThat(us.scopes()).containsExactlyInAnyOrder("commands", "chat:write");
    }

    @Test
    void our_identity_does_not_hang_on_the_apps_id() {
        slack.says("/api/bots.info", "{\"ok\":false,\"error\":\"missing_scope\"}");

        assertThat(chat.slackIdentity().appId()).isEmpty();
    }

    @Test
    void no_body_and_no_token_is_logged_even_at_debug() {
        slack.says("/api/auth.test", "{\"ok\":true,\"team_id\":\"T123\",\"user_id\":\"U1\"}");
        chat.slackIdentity();
        try (var log = CapturedLog.atDebug("com.slack.api", "okhttp3", "okhttp", "dev.keydesk")) {
            chat.post(CHANNEL, OutgoingMessage.of("the value 8Q~hello"));
            chat.respond(
                    slack.url("/actions/T123/1/x").toString(),
                    OutgoingMessage.of("the value 8Q~hello"));
            slack.says(POST, "<html>8Q~hello</html>");
            assertThatThrownBy(() -> chat.post(CHANNEL, HELLO)).isInstanceOf(NoAnswer.class);

            assertThat(log.lines())
                    .noneMatch(line -> line.contains("8Q~hello"))
                    .noneMatch(line -> line.contains(ScriptedSlack.TOKEN));
        }
    }

    @Test
    void a_message_does_not_print_what_it_says() {
        assertThat(OutgoingMessage.of("the value 8Q~hello").toString()).doesNotContain("8Q~");
    }
}
