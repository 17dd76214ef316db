package dev.keydesk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.util.json.GsonFactory;

import org.junit.jupiter.api.Test;

import java.util.List;

class BlocksTest {

    private static JsonNode json(Object block) throws JsonProcessingException {
        return new ObjectMapper().readTree(GsonFactory.createSnakeCase().toJson(block));
    }

    @Test
    void text_that_is_too_long_for_its_place_is_cut() throws JsonProcessingException {
        String tooLong = "x".repeat(4_000);

        assertThat(json(Blocks.header(tooLong)).at("/text/text").asText()).hasSize(150);
        assertThat(json(Blocks.section(tooLong)).at("/text/text").asText()).hasSize(3000);
        assertThat(json(Blocks.fields(tooLong)).at("/fields/0/text").asText()).hasSize(2000);
        assertThat(json(Blocks.option(tooLong, "v", tooLong)).at("/description/text").asText())
                .hasSize(75);
        assertThat(json(Blocks.notice(tooLong, List.of())).at("/title/text").asText()).hasSize(24);
    }

    @Test
    void slack_guesses_no_links_and_no_emoji_in_what_we_write() throws JsonProcessingException {
        assertThat(json(Blocks.section("https://evil.example")).at("/text/verbatim").asText())
                .isEqualTo("true");
        assertThat(json(Blocks.header(":bomb:")).at("/text/emoji").asText()).isEqualTo("false");
    }

    @Test
    void a_button_says_what_it_does_in_each_way() throws JsonProcessingException {
        var approve =
                Button.of("approve", "Approve", "KD-1")
                        .primary()
                        .spoken("Approve request KD-1 for payroll-api")
                        .confirm(
                                new Button.Confirm(
                                        "Approve?", "alice may pick up", "Approve", "Not yet"));
        var element = json(Blocks.actions("decide", approve)).at("/elements/0");

        assertThat(element.path("type").asText()).isEqualTo("button");
        assertThat(element.path("action_id").asText()).isEqualTo("approve");
        assertThat(element.path("value").asText()).isEqualTo("KD-1");
        assertThat(element.path("style").asText()).isEqualTo("primary");
        assertThat(element.path("accessibility_label").asText()).contains("KD-1");
        assertThat(element.at("/confirm/deny/text").asText()).isEqualTo("Not yet");
        assertThat(element.has("url")).isFalse();
    }

    @Test
    void a_link_button_opens_its_address_and_a_plain_one_has_no_style()
            throws JsonProcessingException {
        var element =
                json(Blocks.section("x", Button.of("open", "Open", "1").opens("https://a.example")))
                        .path("accessory");

        assertThat(element.path("url").asText()).isEqualTo("https://a.example");
        assertThat(element.has("style")).isFalse();
        assertThat(json(Blocks.section("x", Button.of("no", "Deny", "1").danger())).toString())
                .contains("\"style\":\"danger\"");
    }

    @Test
    void preformatted_text_is_exactly_what_was_given() throws JsonProcessingException {
        var text = json(Blocks.preformatted("8Q~<a>&*b*_c_`")).at("/elements/0/elements/0/text");

        assertThat(text.asText()).isEqualTo("8Q~<a>&*b*_c_`");
    }

    @Test
    void a_form_can_be_sent_and_a_notice_only_closed() throws JsonProcessingException {
        var field =
                Blocks.input(
                        "reason",
                        "Reason",
                        "What is it for?",
                        PlainTextInputElement.builder().actionId("text").build());
        var form = json(Blocks.form("new-secret", "New secret", "Ask", "KD-1", List.of(field)));

        assertThat(form.at("/submit/text").asText()).isEqualTo("Ask");
        assertThat(form.path("callback_id").asText()).isEqualTo("new-secret");
        assertThat(form.at("/blocks/0/hint/text").asText()).isEqualTo("What is it for?");
        assertThat(json(Blocks.notice("Done", List.of())).has("submit")).isFalse();
        assertThat(
                        json(Blocks.home(List.of(Blocks.divider(), Blocks.context("x"))))
                                .path("type")
                                .asText())
                .isEqualTo("home");
    }
}
