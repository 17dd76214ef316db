package dev.keydesk.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;

class ErrorRepliesTest {
    private static final String SUBMISSION =
            """
            {"type":"view_submission","team":{"id":"T123"},"user":{"id":"U1","team_id":"T123"},
             "view":{"id":"V1","type":"modal","callback_id":"fails","blocks":[%s],
             "state":{"values":{}}}}
            """;

    private final Desk desk = Desk.open();

    @AfterEach
    void close() {
        desk.close();
    }

    private String click(String action, String team) {
        return """
        {"type":"block_actions","team":{"id":"%2$s"},"user":{"id":"U1","team_id":"%2$s"},
         "api_app_id":"A123","channel":{"id":"C1"},"response_url":"%3$s","actions":[{"type":"button","action_id":"%1$s"}]}
        """
                .formatted(action, team, desk.slack.url("/actions/T123/1/x"));
    }

    @Test
    void a_click_that_fails_is_answered_privately_beside() {
        desk.app.blockAction(
                "fails",
                (_, _) -> {
                    throw new IllegalStateException("the database is away");
                });

        assertThat(desk.getsInteraction(click("fails", "T123")).statusCode()).isEqualTo(200);
        var told = desk.slack.nextHeard();
        assertThat(told.path()).isEqualTo("/actions/T123/1/x");
        assertThat(told.body())
                .contains("nothing is done twice")
                .contains("\"replace_original\":false")
                .doesNotContain("database");
    }

    @Test
    void a_button_of_an_old_card_is_answered_privately_beside() {
        desk.getsInteraction(click("button-of-last-year", "T123"));

        assertThat(desk.slack.nextHeard().body()).contains("older version");
    }

    @Test
    void a_click_from_another_company_is_told_so_and_reaches_no_handler() {
        desk.app.blockAction(
                "approve",
                (_, _) -> {
                    throw new AssertionError("a stranger's click came through");
                });

        assertThat(desk.getsInteraction(click("approve", "T999")).statusCode()).isEqualTo(200);
        assertThat(desk.slack.nextHeard().body()).contains("another Slack workspace");
    }

    @Test
    void a_shortcut_has_no_address_to_answer_to_and_gets_a_dm() {
        desk.getsInteraction(
                """
                {"type":"shortcut","callback_id":"gone","team":{"id":"T123"},
                 "user":{"id":"U1","team_id":"T123"},"trigger_id":"1.2"}
                """);

        var told = desk.slack.nextHeard();
        assertThat(told.path()).isEqualTo("/api/chat.postMessage");
        assertThat(told.form()).containsEntry("channel", "U1");
    }

    @Test
    void a_form_that_fails_stays_open_with_the_sentence_on_its_first_field() {
        desk.app.viewSubmission(
                "fails",
                (_, _) -> {
                    throw new IllegalStateException();
                });

        var answer =
                desk.getsInteraction(
                        SUBMISSION.formatted(
                                """
                                {"type":"section","block_id":"about"},
                                {"type":"input","block_id":"reason"}
                                """));

        assertThat(answer.body())
                .contains("\"response_action\":\"errors\"")
                .contains("\"reason\":\"The desk may not have received this");
    }

    @Test
    void a_form_without_fields_becomes_a_notice() {
        var answer = desk.getsInteraction(SUBMISSION.formatted(""));

        assertThat(answer.body())
                .contains("\"response_action\":\"update\"")
                .contains("does not know this");
    }

    @Test
    void suggestions_that_nobody_gives_are_an_empty_list() {
        var answer =
                desk.getsInteraction(
                        """
                        {"type":"block_suggestion","action_id":"gone","value":"pay","view":{"id":"V1"},
                         "team":{"id":"T123"},"user":{"id":"U1","team_id":"T123"}}
                        """);

        assertThat(answer.body()).isEqualTo("{\"options\":[]}");
    }

    @Test
    void before_we_know_who_we_are_commands_wait_and_events_are_sent_again() {
        desk.us = Optional.empty();

        assertThat(desk.gets("command=%2Fx&team_id=T123&user_id=U1&trigger_id=1.2.3").body())
                .contains("not ready yet");
        assertThat(
                        desk.gets(
                                        """
                                        {"type":"event_callback","team_id":"T123","event_id":"Ev1","event":{"type":"x"}}
                                        """)
                                .statusCode())
                .isEqualTo(503);
        assertThat(desk.getsInteraction(click("approve", "T123")).statusCode()).isEqualTo(503);
    }
}
