package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Map;

/**
 * Answers of Slack's as people have recorded them, brought into the whole body the bot hears, to
 * the last character. Where each line of them was seen stands in {@code docs/sandbox-slack.md}.
 */
class RecordedAnswersTest {
    private static final String DIVIDER = "{'type':'divider'}";
    private static final String SECTION = "{'type':'section','text':{'type':'mrkdwn','text':'a'}}";

    private final SlackTestSetup at = new SlackTestSetup();

    RecordedAnswersTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void a_method_that_does_not_exist_is_named() {
        hears("foo.bar", Map.of(), "{'ok':false,'error':'unknown_method','req_method':'foo.bar'}");
    }

    @Test
    void a_section_that_is_too_long_matches_one_schema_of_two() {
        posting(
                "[{'type':'section','text':{'type':'mrkdwn','text':'" + "a".repeat(3001) + "'}}]",
                "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
                "must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
    }

    @Test
    void markdown_has_no_emoji_flag() {
        posting(
                "["
                        + (DIVIDER + ",").repeat(3)
                        + "{'type':'section','text':{'type':'mrkdwn','text':'a','emoji':true}}]",
                "failed to match all allowed schemas [json-pointer:/blocks/3/text]",
                "invalid additional property: emoji [json-pointer:/blocks/3/text]");
    }

    @Test
    void an_empty_section_is_pointed_at_by_its_type() {
        posting(
                "[{'type':'section'}]",
                "must define either `text` or `fields` [json-pointer:/blocks/0/type]");
    }

    @Test
    void a_block_of_no_known_type() {
        posting(
                "[{'type':'sections'}]",
                "unsupported type: sections [json-pointer:/blocks/0/type]");
    }

    @Test
    void one_block_too_many() {
        posting(
                "[" + (DIVIDER + ",").repeat(50) + DIVIDER + "]",
                "no more than 50 items allowed [json-pointer:/blocks]");
    }

    @Test
    void a_field_that_does_not_belong_to_a_block() {
        posting(
                "[" + SECTION + ",{'type':'divider','text':'a'}]",
                "invalid additional property: text [json-pointer:/blocks/1]");
    }

    @Test
    void what_is_null_is_there_and_is_wrong() {
        posting(
                "[{'type':'section','text':{'type':'mrkdwn','text':'a'},"
                        + "'block_id':null,'accessory':null,'fields':null}]",
                "must provide a string [json-pointer:/blocks/0/block_id]",
                "must provide an object [json-pointer:/blocks/0/accessory]",
                "must provide an array [json-pointer:/blocks/0/fields]");
    }

    @Test
    void a_picture_that_cannot_be_fetched() {
        var nowhere = at.bot.address().resolve("/nothing.png");

        posting(
                "["
                        + SECTION
                        + ","
                        + SECTION
                        + ",{'type':'image','alt_text':'a','image_url':'"
                        + nowhere
                        + "'}]",
                "downloading image failed [json-pointer:/blocks/2/image_url]");
    }

    @Test
    void a_file_that_slack_does_not_have() {
        posting(
                "["
                        + SECTION
                        + ","
                        + SECTION
                        + ",{'type':'image','alt_text':'a','slack_file':{'id':'F0123456789'}}]",
                "invalid slack file [json-pointer:/blocks/2/slack_file.id/slack_file]");
    }

    @Test
    void a_file_id_that_is_none() {
        posting(
                "["
                        + SECTION
                        + ","
                        + SECTION
                        + ",{'type':'image','alt_text':'a','slack_file':{'id':'x'}}]",
                "input must match regex pattern: ^[F][A-Z0-9]{8,}$"
                        + " [json-pointer:/blocks/2/slack_file/id]");
    }

    @Test
    void a_modal_with_a_long_private_note_has_its_flaws_in_the_metadata_only() {
        opening(
                modal("'blocks':[],'private_metadata':'" + "a".repeat(3001) + "'"),
                "failed to match all allowed schemas [json-pointer:/view]",
                "must be less than 3001 characters [json-pointer:/view/private_metadata]");
    }

    @Test
    void a_long_option_in_a_modal_fails_twice_over() {
        opening(
                modal(
                        "'submit':{'type':'plain_text','text':'Go'},'blocks':["
                                + DIVIDER
                                + ","
                                + DIVIDER
                                + ","
                                + input(option("a".repeat(76)))
                                + "]"),
                "failed to match all allowed schemas [json-pointer:/view]",
                "failed to match all allowed schemas"
                        + " [json-pointer:/view/blocks/2/element/options/0/text]",
                "must be less than 76 characters"
                        + " [json-pointer:/view/blocks/2/element/options/0/text/text]");
    }

    @Test
    void a_long_title_of_a_modal() {
        opening(
                "{'type':'modal','blocks':[],'title':{'type':'plain_text','text':'"
                        + "a".repeat(25)
                        + "'}}",
                "failed to match all allowed schemas [json-pointer:/view]",
                "failed to match all allowed schemas [json-pointer:/view/title]",
                "must be less than 25 characters [json-pointer:/view/title/text]");
    }

    @Test
    void null_for_the_button_of_a_modal() {
        opening(
                modal(
                        "'submit':null,'blocks':[{'type':'actions','elements':["
                                + "{'type':'button','style':null,"
                                + "'text':{'type':'plain_text','text':'Go'}}]}]"),
                "failed to match all allowed schemas [json-pointer:/view]",
                "must provide a string [json-pointer:/view/blocks/0/elements/0/style]",
                "failed to match all allowed schemas [json-pointer:/view/submit]",
                "must provide an object [json-pointer:/view/submit]",
                "must provide an object [json-pointer:/view/submit]");
    }

    @Test
    void a_menu_without_options_in_a_modal() {
        opening(
                modal(
                        "'blocks':[{'type':'section','text':{'type':'mrkdwn','text':'a'},"
                                + "'accessory':{'type':'static_select','options':[]}}]"),
                "failed to match all allowed schemas [json-pointer:/view]",
                "must provide at least 1 items [json-pointer:/view/blocks/0/accessory/options]");
    }

    @Test
    void a_form_without_a_button_to_send_it() {
        opening(
                modal("'blocks':[" + DIVIDER + "," + DIVIDER + "," + input(option("a")) + "]"),
                "must define `submit` to use an `input` block in modals"
                        + " [json-pointer:/view/blocks/2/input]");
    }

    @Test
    void nothing_chosen_from_the_start_is_not_an_empty_list() {
        opening(
                modal(
                        "'submit':{'type':'plain_text','text':'Go'},'blocks':[{'type':'input',"
                                + "'label':{'type':'plain_text','text':'Which'},"
                                + "'element':{'type':'multi_static_select','options':["
                                + option("a")
                                + "],'initial_options':[]}}]"),
                "must be one of the provided options"
                        + " [json-pointer:view/blocks/0/element/initial_options]");
    }

    @Test
    void a_button_of_a_modal_that_leads_nowhere() {
        opening(
                modal(
                        "'blocks':["
                                + DIVIDER
                                + ",{'type':'section','text':{'type':'mrkdwn','text':'a'},"
                                + "'accessory':{'type':'button','url':'nowhere',"
                                + "'text':{'type':'plain_text','text':'Go'}}}]"),
                "invalid url [json-pointer:view/blocks/1/accessory/url]");
    }

    @Test
    void a_home_tab_with_half_a_picture() {
        hears(
                "views.publish",
                Map.of(
                        "user_id",
                        at.alice.id().value(),
                        "view",
                        quoted(
                                "{'type':'home','blocks':["
                                        + SECTION
                                        + ",{'type':'section','text':{'type':'mrkdwn','text':'a'},"
                                        + "'accessory':{'type':'image',"
                                        + "'image_url':'https://example.com/a.png'}}]}")),
                flawed(
                        "failed to match all allowed schemas [json-pointer:/view]",
                        "missing required field: alt_text"
                                + " [json-pointer:/view/blocks/1/accessory]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trigger", "U0123.ABC", "1.2"})
    void a_trigger_that_does_not_look_like_one(String trigger) {
        hears(
                "views.open",
                Map.of("trigger_id", trigger, "view", quoted(modal("'blocks':[]"))),
                flawed("invalid `trigger_id` [json-pointer:/trigger_id]"));
    }

    @Test
    void all_arguments_that_are_missing_are_told() {
        hears(
                "files.getUploadURLExternal",
                Map.of(),
                flawed("missing required field: length", "missing required field: filename"));
    }

    @Test
    void a_person_is_no_channel_for_a_file() {
        hears(
                "files.completeUploadExternal",
                Map.of("files", "[{\"id\":\"F0123456789\"}]", "channel_id", at.alice.id().value()),
                flawed(
                        "input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$"
                                + " [json-pointer:/channel_id]"));
    }

    @Test
    void no_channel_at_all_in_json() {
        var answer =
                at.postJson(at.slack.apiUrl().resolve("chat.postMessage"), "{\"channel\":null}");

        assertThat(Json.read(answer.body()))
                .contains(json(flawed("must provide a string [json-pointer:/channel]")));
    }

    private void posting(String blocks, String... flaws) {
        var quotedFlaws = String.join("','", flaws);
        var labelled = String.join("','[ERROR] ", flaws);
        hears(
                "chat.postMessage",
                Map.of("channel", at.approvals.value(), "text", "a", "blocks", quoted(blocks)),
                "{'ok':false,'error':'invalid_blocks','errors':['"
                        + quotedFlaws
                        + "'],'response_metadata':{'messages':['[ERROR] "
                        + labelled
                        + "']}}");
    }

    private void opening(String view, String... flaws) {
        hears("views.open", Map.of("trigger_id", "1.2.abc", "view", quoted(view)), flawed(flaws));
    }

    private void hears(String method, Map<String, String> fields, String body) {
        assertThat(at.call(method, fields)).isEqualTo(json(body));
    }

    private static String flawed(String... flaws) {
        return "{'ok':false,'error':'invalid_arguments','response_metadata':{'messages':['[ERROR] "
                + String.join("','[ERROR] ", flaws)
                + "']}}";
    }

    private static String modal(String fields) {
        return "{'type':'modal','title':{'type':'plain_text','text':'A form'}," + fields + "}";
    }

    private static String input(String option) {
        return "{'type':'input','label':{'type':'plain_text','text':'Which'},"
                + "'element':{'type':'static_select','options':["
                + option
                + "]}}";
    }

    private static String option(String text) {
        return "{'text':{'type':'plain_text','text':'" + text + "'},'value':'v'}";
    }

    private static JsonNode json(String text) {
        return Json.read(quoted(text)).orElseThrow();
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
