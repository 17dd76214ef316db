package dev.keydesk.sandbox.slack;

import static dev.keydesk.sandbox.slack.BlockRulesTest.list;
import static dev.keydesk.sandbox.slack.BlockRulesTest.plain;
import static dev.keydesk.sandbox.slack.BlockRulesTest.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** Each limit of modals and of the Home tab, broken by one. */
class ViewRulesTest {
    private static final Flaw NO_VIEW = new Flaw("failed to match all allowed schemas", "/view");
    private static final String TITLE = "'title':" + plain(5);
    private static final String INPUT =
            "{'type':'input','label':" + plain(1) + ",'element':{'type':'plain_text_input'}}";

    @ParameterizedTest
    @MethodSource("brokenModals")
    void a_broken_rule_of_modals_is_named(String fields, String message, String pointer) {
        assertThat(ViewRules.inModal(view("modal", fields)))
                .contains(new Flaw(message, "/view" + pointer));
    }

    static Stream<Arguments> brokenModals() {
        return Stream.of(
                arguments("'blocks':[]", "missing required field: title", ""),
                arguments(TITLE, "missing required field: blocks", ""),
                arguments(
                        "'blocks':[],'title':" + plain(25),
                        "must be less than 25 characters",
                        "/title/text"),
                arguments(
                        "'blocks':[],'title':{'type':'mrkdwn','text':'a'}",
                        "must be a valid enum value",
                        "/title/type"),
                arguments(
                        "'blocks':[]," + TITLE + ",'submit':" + plain(25),
                        "must be less than 25 characters",
                        "/submit/text"),
                arguments(
                        "'blocks':[]," + TITLE + ",'close':" + plain(25),
                        "must be less than 25 characters",
                        "/close/text"),
                arguments(
                        "'blocks':[]," + TITLE + ",'private_metadata':'" + times(3001) + "'",
                        "must be less than 3001 characters",
                        "/private_metadata"),
                arguments(
                        "'blocks':[]," + TITLE + ",'callback_id':'" + times(256) + "'",
                        "must be less than 256 characters",
                        "/callback_id"),
                arguments(
                        TITLE + ",'blocks':" + list(101, "{'type':'divider'}"),
                        "no more than 100 items allowed",
                        "/blocks"),
                arguments(
                        TITLE + ",'blocks':[" + INPUT + "]",
                        "must define `submit` to use an `input` block in modals",
                        "/blocks/0/input"),
                arguments(
                        "'blocks':[]," + TITLE + ",'colour':'red'",
                        "invalid additional property: colour",
                        ""),
                arguments(
                        "'blocks':[]," + TITLE + ",'notify_on_close':'yes'",
                        "must be a boolean",
                        "/notify_on_close"),
                arguments(
                        TITLE + ",'blocks':[{'type':'markdown','text':'a'}]",
                        "unsupported type: markdown",
                        "/blocks/0/type"));
    }

    @Test
    void a_modal_at_its_limits_is_accepted() {
        String fields =
                "'title':"
                        + plain(24)
                        + ",'submit':"
                        + plain(24)
                        + ",'close':"
                        + plain(24)
                        + ",'private_metadata':'"
                        + times(3000)
                        + "','blocks':"
                        + list(100, INPUT);

        assertThat(ViewRules.inModal(view("modal", fields))).isEmpty();
    }

    @Test
    void a_home_tab_has_no_title_and_no_submit() {
        assertThat(ViewRules.inHome(view("home", "'blocks':[]," + TITLE)))
                .containsExactly(NO_VIEW, new Flaw("invalid additional property: title", "/view"));
    }

    @Test
    void a_modal_is_not_a_home_tab() {
        assertThat(ViewRules.inHome(view("modal", "'blocks':[]")))
                .containsExactly(NO_VIEW, new Flaw("unsupported type: modal", "/view/type"));
        assertThat(ViewRules.inModal(view("home", "'blocks':[]," + TITLE)))
                .containsExactly(NO_VIEW, new Flaw("unsupported type: home", "/view/type"));
    }

    @Test
    void a_view_that_is_no_object_is_refused() {
        assertThat(ViewRules.inModal(Json.array()))
                .contains(new Flaw("must provide an object", "/view"));
    }

    @Test
    void a_quarter_of_a_megabyte_is_too_large() {
        assertThat(ViewRules.tooLarge(Json.object().put("a", times(250_000)))).isTrue();
        assertThat(ViewRules.tooLarge(Json.object().put("a", times(249_000)))).isFalse();
    }

    private static JsonNode view(String type, String fields) {
        return BlockRulesTest.json("{'type':'" + type + "'," + fields + "}").path(0);
    }
}
