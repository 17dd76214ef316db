package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.Blocks;
import com.slack.api.model.block.composition.BlockCompositions;
import com.slack.api.model.block.element.BlockElements;
import com.slack.api.util.json.GsonFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Each limit of Block Kit, broken by one. */
class BlockRulesTest {
    private static final String NO_ADDRESS = "invalid url";

    @ParameterizedTest
    @MethodSource("broken")
    void a_broken_rule_is_named_with_the_place_where_it_is_broken(
            String blocks, String message, String pointer) {
        assertThat(BlockRules.inMessage(json(blocks)))
                .contains(new Flaw(message, "/blocks" + pointer));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                        sections(),
                        smallBlocks(),
                        buttons(),
                        options(),
                        menus(),
                        inputs(),
                        identity(),
                        rarer(),
                        richText())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> sections() {
        return Stream.of(
                arguments(
                        "{'type':'section','text':" + mrkdwn(3001) + "}",
                        "must be less than 3001 characters",
                        "/0/text/text"),
                arguments(
                        "{'type':'section','text':" + mrkdwn(0) + "}",
                        "must be more than 0 characters",
                        "/0/text/text"),
                arguments("{'type':'section'}", "must define either `text` or `fields`", "/0/type"),
                arguments(
                        "{'type':'section','fields':" + list(11, mrkdwn(1)) + "}",
                        "no more than 10 items allowed",
                        "/0/fields"),
                arguments(
                        "{'type':'section','fields':[]}",
                        "must provide at least 1 items",
                        "/0/fields"),
                arguments(
                        "{'type':'section','fields':[" + mrkdwn(2001) + "]}",
                        "must be less than 2001 characters",
                        "/0/fields/0/text"),
                arguments(
                        "{'type':'section','text':'a text'}", "must provide an object", "/0/text"),
                arguments(
                        "{'type':'section','text':{'type':'markdown','text':'a'}}",
                        "unsupported type: markdown",
                        "/0/text/type"),
                arguments(
                        "{'type':'section','txt':" + mrkdwn(1) + "}",
                        "invalid additional property: txt",
                        "/0"),
                arguments(
                        "{'type':'section','text':" + mrkdwn(1) + ",'accessory':{'type':'input'}}",
                        "unsupported type: input",
                        "/0/accessory/type"),
                arguments(
                        "{'type':'section','expand':'yes','text':" + mrkdwn(1) + "}",
                        "must be a boolean",
                        "/0/expand"),
                arguments(
                        "{'type':'section','text':{'type':'mrkdwn','emoji':true,'text':'a'}}",
                        "invalid additional property: emoji",
                        "/0/text"));
    }

    private static Stream<Arguments> smallBlocks() {
        return Stream.of(
                arguments("{'type':'chart'}", "unsupported type: chart", "/0/type"),
                arguments("{'text':'no type'}", "missing required field: type", "/0"),
                arguments("'a text'", "must provide an object", "/0"),
                arguments(list(51, "{'type':'divider'}"), "no more than 50 items allowed", ""),
                arguments(
                        "{'type':'header','text':" + plain(151) + "}",
                        "must be less than 151 characters",
                        "/0/text/text"),
                arguments(
                        "{'type':'header','text':" + mrkdwn(1) + "}",
                        "must be a valid enum value",
                        "/0/text/type"),
                arguments("{'type':'header'}", "missing required field: text", "/0"),
                arguments(
                        "{'type':'context','elements':" + list(11, mrkdwn(1)) + "}",
                        "no more than 10 items allowed",
                        "/0/elements"),
                arguments(
                        "{'type':'context','elements':"
                                + "[{'type':'image','image_url':'https://example.com/a'}]}",
                        "missing required field: alt_text",
                        "/0/elements/0"),
                arguments(
                        "{'type':'image','alt_text':'a'}",
                        "must define either `image_url` or `slack_file`",
                        "/0"),
                arguments(
                        "{'type':'markdown','text':'" + "a".repeat(12_001) + "'}",
                        "must be less than 12001 characters",
                        "/0/text"),
                arguments("{'type':'divider','x':1}", "invalid additional property: x", "/0"));
    }

    private static Stream<Arguments> buttons() {
        return Stream.of(
                arguments(
                        actions(button("'text':" + plain(76))),
                        "must be less than 76 characters",
                        "/0/elements/0/text/text"),
                arguments(
                        actions(button("'text':" + mrkdwn(3))),
                        "must be a valid enum value",
                        "/0/elements/0/text/type"),
                arguments(
                        actions("{'type':'button'}"),
                        "missing required field: text",
                        "/0/elements/0"),
                arguments(
                        actions(button("'text':" + plain(3) + ",'value':'" + times(2001) + "'")),
                        "must be less than 2001 characters",
                        "/0/elements/0/value"),
                arguments(
                        actions(button("'text':" + plain(3) + ",'url':'mailto:a@b.example'")),
                        NO_ADDRESS,
                        "/0/elements/0/url"),
                arguments(
                        actions(button("'text':" + plain(3) + ",'url':'desk.example/pick-up'")),
                        NO_ADDRESS,
                        "/0/elements/0/url"),
                arguments(
                        actions(button("'text':" + plain(3) + ",'url':'https:///pick-up'")),
                        NO_ADDRESS,
                        "/0/elements/0/url"),
                arguments(
                        actions(button("'text':" + plain(3) + ",'url':'" + times(3001) + "'")),
                        "must be less than 3001 characters",
                        "/0/elements/0/url"),
                arguments(
                        actions(
                                button(
                                        "'text':"
                                                + plain(3)
                                                + ",'accessibility_label':'"
                                                + times(76)
                                                + "'")),
                        "must be less than 76 characters",
                        "/0/elements/0/accessibility_label"),
                arguments(
                        actions(button("'text':" + plain(3) + ",'style':'green'")),
                        "must be a valid enum value",
                        "/0/elements/0/style"),
                arguments(
                        actions(button("'text':" + plain(3) + ",'value':7")),
                        "must provide a string",
                        "/0/elements/0/value"),
                arguments(
                        "{'type':'actions','elements':"
                                + list(26, button("'text':" + plain(3)))
                                + "}",
                        "no more than 25 items allowed",
                        "/0/elements"),
                arguments("{'type':'actions'}", "missing required field: elements", "/0"),
                confirm("'title':" + plain(101) + ",'text':" + plain(1), 101, "title"),
                confirm("'title':" + plain(1) + ",'text':" + mrkdwn(301), 301, "text"),
                confirm(
                        "'title':" + plain(1) + ",'text':" + plain(1) + ",'confirm':" + plain(31),
                        31,
                        "confirm"),
                confirm(
                        "'title':" + plain(1) + ",'text':" + plain(1) + ",'deny':" + plain(31),
                        31,
                        "deny"),
                arguments(
                        actions(button("'text':" + plain(3) + ",'confirm':{}")),
                        "missing required field: title",
                        "/0/elements/0/confirm"));
    }

    private static Stream<Arguments> options() {
        String at = "/0/elements/0/options";
        return Stream.of(
                arguments(actions(select(options(101))), "no more than 100 items allowed", at),
                arguments(actions(select("[]")), "must provide at least 1 items", at),
                arguments(
                        actions(select("[{'text':" + plain(76) + ",'value':'v'}]")),
                        "must be less than 76 characters",
                        at + "/0/text/text"),
                arguments(
                        actions(select("[{'text':" + mrkdwn(3) + ",'value':'v'}]")),
                        "must be a valid enum value",
                        at + "/0/text/type"),
                arguments(
                        actions(select("[{'text':" + plain(3) + ",'value':'" + times(76) + "'}]")),
                        "must be less than 76 characters",
                        at + "/0/value"),
                arguments(
                        actions(select("[{'text':" + plain(3) + "}]")),
                        "missing required field: value",
                        at + "/0"),
                arguments(
                        actions(
                                select(
                                        "[{'text':"
                                                + plain(3)
                                                + ",'value':'v','description':"
                                                + plain(76)
                                                + "}]")),
                        "must be less than 76 characters",
                        at + "/0/description/text"),
                arguments(
                        actions(select("[{'text':" + plain(3) + ",'value':'v','url':'u'}]")),
                        "invalid additional property: url",
                        at + "/0"),
                arguments(
                        actions(select(list(2, option("same")))),
                        "option values must be unique",
                        at + "/1/value"),
                arguments(
                        actions("{'type':'overflow','options':" + options(6) + "}"),
                        "no more than 5 items allowed",
                        at),
                arguments(
                        actions("{'type':'radio_buttons','options':" + options(11) + "}"),
                        "no more than 10 items allowed",
                        at));
    }

    private static Stream<Arguments> menus() {
        return Stream.of(
                arguments(
                        actions("{'type':'static_select'}"),
                        "must define either `options` or `option_groups`",
                        "/0/elements/0"),
                arguments(
                        actions(
                                "{'type':'static_select','option_groups':[{'options':"
                                        + options(1)
                                        + "}]}"),
                        "missing required field: label",
                        "/0/elements/0/option_groups/0"),
                arguments(
                        actions(
                                "{'type':'static_select','option_groups':"
                                        + list(
                                                101,
                                                "{'label':"
                                                        + plain(1)
                                                        + ",'options':"
                                                        + options(1)
                                                        + "}")
                                        + "}"),
                        "no more than 100 items allowed",
                        "/0/elements/0/option_groups"),
                arguments(
                        actions(
                                "{'type':'static_select','options':"
                                        + options(2)
                                        + ",'initial_option':"
                                        + option("elsewhere")
                                        + "}"),
                        "must be one of the provided options",
                        "/0/elements/0/initial_option"),
                arguments(
                        actions("{'type':'external_select','placeholder':" + plain(151) + "}"),
                        "must be less than 151 characters",
                        "/0/elements/0/placeholder/text"),
                arguments(
                        actions("{'type':'external_select','min_query_length':-1}"),
                        "must be greater than 0",
                        "/0/elements/0/min_query_length"),
                arguments(
                        actions("{'type':'external_select','min_query_length':'1'}"),
                        "must provide an integer",
                        "/0/elements/0/min_query_length"),
                arguments(
                        actions("{'type':'multi_users_select','max_selected_items':0}"),
                        "must be greater than 1",
                        "/0/elements/0/max_selected_items"),
                arguments(
                        actions("{'type':'datepicker','initial_date':'tomorrow'}"),
                        "input must be a valid: date",
                        "/0/elements/0/initial_date"),
                arguments(
                        actions(
                                "{'type':'users_select','focus_on_load':true},"
                                        + "{'type':'channels_select','focus_on_load':true}"),
                        "only one element can be focused on load",
                        "/0/elements/1/focus_on_load"),
                arguments(
                        actions("{'type':'plain_text_input'}"),
                        "unsupported type: plain_text_input",
                        "/0/elements/0/type"));
    }

    private static Stream<Arguments> inputs() {
        return Stream.of(
                arguments(
                        "{'type':'input','label':" + plain(1) + "}",
                        "missing required field: element",
                        "/0"),
                arguments(
                        input("'label':" + plain(2001), "'multiline':true"),
                        "must be less than 2001 characters",
                        "/0/label/text"),
                arguments(
                        input("'label':" + mrkdwn(1), "'multiline':true"),
                        "must be a valid enum value",
                        "/0/label/type"),
                arguments(
                        input("'label':" + plain(1) + ",'hint':" + plain(2001), "'multiline':true"),
                        "must be less than 2001 characters",
                        "/0/hint/text"),
                arguments(
                        input("'label':" + plain(1), "'max_length':3001"),
                        "must be less than 3000",
                        "/0/element/max_length"),
                arguments(
                        input("'label':" + plain(1), "'min_length':20,'max_length':10"),
                        "must not be more than max_length",
                        "/0/element/min_length"),
                arguments(
                        input("'label':" + plain(1), "'max_length':3,'initial_value':'abcd'"),
                        "must be less than 4 characters",
                        "/0/element/initial_value"),
                arguments(
                        "{'type':'input','label':"
                                + plain(1)
                                + ",'element':"
                                + button("'text':" + plain(3))
                                + "}",
                        "unsupported type: button",
                        "/0/element/type"),
                arguments(
                        "{'type':'input','label':"
                                + plain(1)
                                + ",'element':{'type':'number_input'}}",
                        "missing required field: is_decimal_allowed",
                        "/0/element"));
    }

    private static Stream<Arguments> identity() {
        String twice = button("'action_id':'go','text':" + plain(2));
        return Stream.of(
                arguments(
                        actions(twice + "," + twice),
                        "`action_id` \"go\" already exists for another element",
                        "/0/elements/1/action_id"),
                arguments(
                        list(2, "{'type':'divider','block_id':'line'}"),
                        "`block_id` \"line\" already exists for another block",
                        "/1/block_id"),
                arguments(
                        "{'type':'divider','block_id':'" + times(256) + "'}",
                        "must be less than 256 characters",
                        "/0/block_id"),
                arguments(
                        actions(button("'action_id':'" + times(256) + "','text':" + plain(2))),
                        "must be less than 256 characters",
                        "/0/elements/0/action_id"));
    }

    private static Stream<Arguments> rarer() {
        String at = "/0/elements/0";
        String label = "{'type':'input','label':" + plain(1) + ",'element':";
        return Stream.of(
                arguments(
                        actions("{'type':'timepicker','initial_time':'noon'}"),
                        "input must match regex pattern: ^\\d{2}:\\d{2}$",
                        at + "/initial_time"),
                arguments(
                        actions(
                                "{'type':'multi_static_select','options':"
                                        + options(2)
                                        + ",'initial_options':["
                                        + option("elsewhere")
                                        + "]}"),
                        "must be one of the provided options",
                        at + "/initial_options"),
                arguments(
                        actions("{'type':'external_select','initial_option':{'value':'v'}}"),
                        "missing required field: text",
                        at + "/initial_option"),
                arguments(
                        actions("{'type':'multi_external_select','max_selected_items':0}"),
                        "must be greater than 1",
                        at + "/max_selected_items"),
                arguments(
                        actions("{'type':'conversations_select','initial_user':'U1'}"),
                        "invalid additional property: initial_user",
                        at),
                arguments(actions(select("['a']")), "must provide an object", at + "/options/0"),
                arguments(
                        actions(
                                button(
                                        "'text':"
                                                + plain(3)
                                                + ",'confirm':{'title':"
                                                + plain(1)
                                                + ",'text':"
                                                + plain(1)
                                                + ",'style':'red'}")),
                        "must be a valid enum value",
                        at + "/confirm/style"),
                arguments(
                        label + "{'type':'email_text_input','multiline':true}}",
                        "invalid additional property: multiline",
                        "/0/element"),
                arguments(
                        label + "{'type':'url_text_input','placeholder':" + plain(151) + "}}",
                        "must be less than 151 characters",
                        "/0/element/placeholder/text"),
                arguments(
                        "{'type':'section','text':"
                                + mrkdwn(1)
                                + ",'accessory':{'type':'image','image_url':'u'}}",
                        "missing required field: alt_text",
                        "/0/accessory"));
    }

    private static Stream<Arguments> richText() {
        return Stream.of(
                arguments(
                        "{'type':'rich_text','elements':[{'type':'text','text':'a'}]}",
                        "unsupported type: text",
                        "/0/elements/0/type"),
                arguments(
                        "{'type':'rich_text','elements':[{'type':'rich_text_preformatted',"
                                + "'elements':[{'type':'text','text':''}]}]}",
                        "must be more than 0 characters",
                        "/0/elements/0/elements/0/text"),
                arguments(
                        "{'type':'rich_text','elements':[{'type':'rich_text_section',"
                                + "'elements':[{'type':'code'}]}]}",
                        "unsupported type: code",
                        "/0/elements/0/elements/0/type"),
                arguments(
                        "{'type':'rich_text','elements':[{'type':'rich_text_list',"
                                + "'style':'dashed','elements':[{'type':'rich_text_section',"
                                + "'elements':[]}]}]}",
                        "must be a valid enum value",
                        "/0/elements/0/style"),
                arguments(
                        "{'type':'rich_text','elements':[{'type':'rich_text_quote',"
                                + "'elements':[{'type':'link'}]}]}",
                        "missing required field: url",
                        "/0/elements/0/elements/0"));
    }

    @Test
    void what_the_sdk_builds_within_the_limits_is_accepted() {
        var blocks =
                List.of(
                        Blocks.header(it -> it.text(BlockCompositions.plainText("Request"))),
                        Blocks.section(it ->
                                it.text(BlockCompositions.markdownText("*KD-1*"))
                                        .accessory(
                                                BlockElements.button(b ->
                                                        b.actionId("details")
                                                                .text(
                                                                        BlockCompositions.plainText(
                                                                                "Details"))))),
                        Blocks.divider(),
                        Blocks.context(
                                it -> it.elements(List.of(BlockCompositions.markdownText("now")))));

        assertThat(BlockRules.inMessage(json(GsonFactory.createSnakeCase().toJson(blocks))))
                .isEmpty();
    }

    @Test
    void everything_exactly_at_its_limit_is_accepted() {
        String blocks =
                String.join(
                        ",",
                        "{'type':'section','text':" + mrkdwn(3000) + "}",
                        "{'type':'section','fields':" + list(10, mrkdwn(2000)) + "}",
                        "{'type':'header','text':" + plain(150) + "}",
                        actions(button("'text':" + plain(75) + ",'value':'" + times(2000) + "'")),
                        actions(select(options(100))),
                        "{'type':'context','elements':" + list(10, mrkdwn(1)) + "}");

        assertThat(BlockRules.inMessage(json("[" + blocks + "]"))).isEmpty();
    }

    /** Single quotes stand for double ones; one block stands for an array of it. */
    static JsonNode json(String text) {
        JsonNode node = Json.read(text.replace('\'', '"')).orElseThrow();
        return node.isArray() ? node : Json.array().add(node);
    }

    static String plain(int length) {
        return "{'type':'plain_text','text':'" + times(length) + "'}";
    }

    static String mrkdwn(int length) {
        return "{'type':'mrkdwn','text':'" + times(length) + "'}";
    }

    static String times(int length) {
        return "a".repeat(length);
    }

    static String list(int size, String item) {
        return IntStream.range(0, size)
                .mapToObj(_ -> item)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Arguments confirm(String fields, int length, String which) {
        return arguments(
                actions(button("'text':" + plain(3) + ",'confirm':{" + fields + "}")),
                "must be less than " + length + " characters",
                "/0/elements/0/confirm/" + which + "/text");
    }

    private static String options(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> option("v" + number))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String option(String value) {
        return "{'text':" + plain(3) + ",'value':'" + value + "'}";
    }

    private static String select(String options) {
        return "{'type':'static_select','options':" + options + "}";
    }

    private static String button(String fields) {
        return "{'type':'button'," + fields + "}";
    }

    private static String actions(String elements) {
        return "{'type':'actions','elements':[" + elements + "]}";
    }

    private static String input(String fields, String element) {
        return "{'type':'input',"
                + fields
                + ",'element':{'type':'plain_text_input',"
                + element
                + "}}";
    }
}
