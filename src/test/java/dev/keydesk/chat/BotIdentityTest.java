package dev.keydesk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class BotIdentityTest {
    private static final String ASK = "/api/auth.test";
    private static final String NO = "{\"ok\":false,\"error\":\"invalid_auth\"}";

    private final ScriptedSlack slack = ScriptedSlack.start();
    private final Chat chat = new Chat(slack.settings(), ChatTimeouts.standard());
    private final BotIdentity us = new BotIdentity(chat);

    @AfterEach
    void close() {
        us.close();
        chat.close();
        slack.close();
    }

    @Test
    void a_start_while_slack_is_away_waits_longer_each_time_and_locks_nobody_out() {
        slack.says(ASK, NO);
        slack.hangsUp(ASK);

        assertThat(us.ask()).isFalse();
        assertThat(us.pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(us.ask()).isFalse();
        assertThat(us.pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(us.known()).isEmpty();
        assertThat(us.trouble()).isPresent();

        assertThat(us.ask()).isTrue();
        assertThat(us.known()).isPresent();
        assertThat(us.trouble()).isEmpty();
        assertThat(us.pause()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_later_failure_keeps_what_was_known_and_is_told() {
        us.ask();
        slack.says(ASK, NO);
        us.ask();

        assertThat(us.known()).isPresent();
        assertThat(us.trouble().orElseThrow()).contains("invalid_auth");
    }

    @Test
    void no_pause_is_longer_than_thirty_seconds() {
        for (int i = 0; i < 20; i++) {
            slack.says(ASK, NO);
            us.ask();
        }
        assertThat(us.pause()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void once_started_it_asks_by_itself() {
        us.start();

        assertThat(slack.nextHeard().path()).isEqualTo(ASK);
    }
}
