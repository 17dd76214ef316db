package dev.keydesk.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.chat.ScriptedSlack;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

class BoltAppTest {

    /** Names that Bolt reads from the environment by itself, and that an Azure bot may have. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "SLACK_CLIENT_ID", "1.2",
                    "SLACK_CLIENT_SECRET", "of another app",
                    "SLACK_BOT_TOKEN", "xoxb-of-another-app",
                    "SLACK_SIGNING_SECRET", "of another app",
                    "SLACK_VERIFICATION_TOKEN", "of another app",
                    "SLACK_SCOPES", "commands",
                    "SLACK_REDIRECT_URI", "https://other.example",
                    "SLACK_INSTALL_PATH", "/elsewhere",
                    "SLACK_REDIRECT_URI_PATH", "/elsewhere",
                    "SLACK_OAUTH_COMPLETION_URL", "https://other.example");

    /** Runs in a process of its own, because an environment cannot be changed from inside. */
    static final class InAnEnvironment {
        private InAnEnvironment() {}

        public static void main(String[] args) {
            try (var slack = ScriptedSlack.start();
                    var chat = new Chat(slack.settings(), ChatTimeouts.standard())) {
                var config = BoltApp.config(chat);
                boolean isolated =
                        !config.isDistributedApp()
                                && !config.toString().contains("other")
                                && !config.toString().contains("elsewhere");
                System.out.println(isolated ? "isolated" : "leaks");
            }
        }
    }

    @Test
    void the_environment_does_not_turn_bolt_into_an_app_for_many_workspaces()
            throws IOException, InterruptedException {
        var child =
                new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InAnEnvironment.class.getName());
        child.environment().putAll(ENVIRONMENT);
        child.redirectError(ProcessBuilder.Redirect.DISCARD);
        var process = child.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(said).contains("isolated");
    }

    @Test
    void a_start_asks_slack_nothing() throws Exception {
        try (var slack = ScriptedSlack.start();
                var chat = new Chat(slack.settings(), ChatTimeouts.standard())) {
            var us = Optional.of(Desk.identity("T123", Optional.of("E1"), Optional.empty()));
            var app = BoltApp.create(chat, () -> us);
            app.command("/x", (_, context) -> context.ack(context.getTeamId()));

            var request =
                    new SlashCommandRequest(
                            "command=%2Fx&team_id=T999", new RequestHeaders(Map.of()));
            var answer = app.run(request);

            assertThat(answer.getBody()).contains("T123");
            assertThat(request.getContext().getBotUserId()).isEqualTo("UBOT");
            assertThat(request.toString()).doesNotContain(ScriptedSlack.TOKEN);
            assertThat(slack.heard()).isEmpty();
        }
    }
}
