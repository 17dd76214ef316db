package dev.keydesk.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A modal from the command that opens it to the submission that closes it. */
class ModalTest {
    private static final String OPTIONS =
            """
            {"options":[{"text":{"type":"plain_text","text":"payroll-api"},"value":"app-1",
              "description":{"type":"plain_text","text":"Client ID 1"}}]}
            """;

    private final PageLab lab = new PageLab();

    ModalTest() throws IOException {}

    @BeforeEach
    void open() {
        lab.bot.answers(Modals.opening(lab));
        lab.act("/api/command", Modals.command(lab));
        lab.bot.answers(_ -> "");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void suggestions_come_from_the_bot_and_the_chosen_one_is_told_at_once() {
        lab.bot.answers(_ -> OPTIONS);
        var suggestions = act("suggest", Map.of("actionId", "app", "text", "pay"));

        assertThat(lab.bot.last().payload().path("value").asText()).isEqualTo("pay");
        assertThat(suggestions.at("/choices/0/text").asText()).isEqualTo("payroll-api");
        assertThat(suggestions.at("/choices/0/description").asText()).isEqualTo("Client ID 1");

        lab.bot.answers(_ -> "");
        act("choose", Map.of("actionId", "app", "value", "app-1"));

        var action = lab.bot.last().payload().at("/actions/0");
        assertThat(action.at("/selected_option/value").asText()).isEqualTo("app-1");
    }

    @Test
    void an_updated_view_keeps_what_was_typed() {
        act("fill", Map.of("actionId", "why", "text", "nightly export"));

        lab.asBot(client ->
                client.viewsUpdate(it ->
                        it.viewId(view().path("id").asText())
                                .viewAsString(Modals.VIEW.replace("Reason", "The reason"))));

        assertThat(view().toString()).contains("The reason");
        assertThat(view().at("/state/why/why/value").asText()).isEqualTo("nightly export");
    }

    @Test
    void slack_asks_for_what_is_missing_before_it_tells_the_bot() {
        var before = lab.bot.last();

        var outcome = act("submit", Map.of());

        assertThat(outcome.path("problem").asText()).isNotBlank();
        assertThat(view().at("/errors/why").asText()).contains("required");
        assertThat(lab.bot.last()).isSameAs(before);
    }

    @Test
    void errors_of_the_bot_stand_at_their_fields_and_a_good_submission_closes() {
        fillIn();
        lab.bot.answers(_ ->
                "{\"response_action\":\"errors\",\"errors\":{\"why\":\"Say more than that.\"}}");
        act("submit", Map.of());
        assertThat(view().at("/errors/why").asText()).isEqualTo("Say more than that.");

        lab.bot.answers(_ -> "");
        act("submit", Map.of());

        assertThat(lab.screen(lab.alice).path("views")).isEmpty();
        var values = lab.bot.last().payload().at("/view/state/values");
        assertThat(values.at("/why/why/value").asText()).isEqualTo("nightly export");
        assertThat(values.at("/app/app/selected_option/value").asText()).isEqualTo("app-1");
    }

    @Test
    void a_closed_modal_is_gone_and_cannot_be_used_on() {
        var fields = fields(Map.of("actionId", "why", "text", "too late"));

        act("close", Map.of());

        assertThat(lab.screen(lab.alice).path("views")).isEmpty();
        assertThat(lab.post("/api/view/fill", fields).statusCode()).isEqualTo(409);
    }

    @Test
    void nobody_uses_the_modal_of_somebody_else() {
        var fields = new HashMap<>(fields(Map.of("actionId", "why", "text", "from bob")));
        fields.put("as", lab.bob.id().value());

        assertThat(lab.post("/api/view/fill", fields).statusCode()).isEqualTo(409);
        assertThat(view().toString()).doesNotContain("from bob");
    }

    private void fillIn() {
        lab.bot.answers(_ -> OPTIONS);
        act("suggest", Map.of("actionId", "app", "text", ""));
        lab.bot.answers(_ -> "");
        act("choose", Map.of("actionId", "app", "value", "app-1"));
        act("fill", Map.of("actionId", "why", "text", "nightly export"));
    }

    private JsonNode view() {
        return lab.screen(lab.alice).at("/views/0");
    }

    private JsonNode act(String what, Map<String, String> more) {
        return lab.act("/api/view/" + what, fields(more));
    }

    private Map<String, String> fields(Map<String, String> more) {
        var fields = new HashMap<>(more);
        fields.put("as", lab.alice.id().value());
        fields.put("view", view().path("id").asText());
        return fields;
    }
}
