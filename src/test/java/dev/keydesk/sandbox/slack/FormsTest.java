package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Modals: what a person can enter, what the bot hears, and what it may answer. */
class FormsTest {
    private static final String MODAL =
            """
            {"type":"modal","callback_id":"ask","private_metadata":"KD-1",
             "title":{"type":"plain_text","text":"Ask"},
             "submit":{"type":"plain_text","text":"Send"},
             "blocks":[
               {"type":"input","block_id":"app","dispatch_action":true,
                "label":{"type":"plain_text","text":"App"},
                "element":{"type":"external_select","action_id":"pick","min_query_length":1}},
               {"type":"input","block_id":"days","optional":true,
                "label":{"type":"plain_text","text":"Lifetime"},
                "element":{"type":"static_select","action_id":"days",
                  "initial_option":{"text":{"type":"plain_text","text":"90"},"value":"90"},
                  "options":[
                    {"text":{"type":"plain_text","text":"90"},"value":"90"},
                    {"text":{"type":"plain_text","text":"180"},"value":"180"}]}},
               {"type":"input","block_id":"why","optional":true,
                "label":{"type":"plain_text","text":"Reason"},
                "element":{"type":"plain_text_input","action_id":"why",
                  "min_length":5,"max_length":10}},
               {"type":"input","block_id":"ok","optional":true,
                "label":{"type":"plain_text","text":"Sure"},
                "element":{"type":"checkboxes","action_id":"ok","options":[
                    {"text":{"type":"plain_text","text":"Yes"},"value":"yes"}]}},
               {"type":"actions","block_id":"more","elements":[
                 {"type":"button","action_id":"who","value":"1",
                  "text":{"type":"plain_text","text":"Who decides?"}}]}]}
            """;
    private static final String RADIO =
            """
            {"type":"modal","callback_id":"ask",
             "title":{"type":"plain_text","text":"Ask"},
             "submit":{"type":"plain_text","text":"Send"},
             "blocks":[
               {"type":"input","block_id":"way",
                "label":{"type":"plain_text","text":"Pick-up"},
                "element":{"type":"radio_buttons","action_id":"way",
                  "initial_option":{"text":{"type":"plain_text","text":"Either"},"value":"any"},
                  "options":[
                    {"text":{"type":"plain_text","text":"Either"},"value":"any"},
                    {"text":{"type":"plain_text","text":"By link"},"value":"link"}]}}]}
            """;
    private static final String SMALL =
            """
            {"type":"modal","title":{"type":"plain_text","text":"%s"},"blocks":[]}
            """;
    private static final String OPTIONS =
            """
            {"options":[{"text":{"type":"plain_text","text":"payroll-api"},"value":"p1"}]}
            """;

    private final SlackTestSetup at = new SlackTestSetup();

    FormsTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void initial_choices_are_part_of_what_is_submitted() {
        String view = filledIn();

        at.slack.submit(at.alice.id(), view);

        JsonNode values = at.bot.last().payload().at("/view/state/values");
        assertThat(values.at("/app/pick/selected_option/value").asText()).isEqualTo("p1");
        assertThat(values.at("/days/days/selected_option/value").asText()).isEqualTo("90");
        assertThat(values.at("/why/why/value").isNull()).isTrue();
        assertThat(values.at("/ok/ok/selected_options")).isEmpty();
        assertThat(at.bot.last().payload().at("/view/private_metadata").asText()).isEqualTo("KD-1");
    }

    @Test
    void a_required_field_that_is_empty_never_reaches_the_bot() {
        String view = at.opened(MODAL);
        int before = at.bot.received().size();

        ActionReply reply = at.slack.submit(at.alice.id(), view);

        assertThat(reply.problem()).contains("Please complete this required field.");
        assertThat(at.bot.received()).hasSize(before);
        assertThat(at.slack.views(at.alice.id()).getLast().errors()).containsOnlyKeys("app");
    }

    @ParameterizedTest
    @CsvSource({
        "four, Please enter at least 5 characters.",
        "eleven chars, Please enter at most 10 characters.",
    })
    void a_text_of_the_wrong_length_never_reaches_the_bot(String text, String seen) {
        String view = filledIn();
        at.slack.fill(at.alice.id(), view, "why", text);

        assertThat(at.slack.submit(at.alice.id(), view).problem()).contains(seen);
        assertThat(at.bot.last().payload().path("type").asText()).isNotEqualTo("view_submission");
    }

    @Test
    void choosing_tells_the_bot_only_where_it_asked_to_be_told() {
        String view = filledIn();
        JsonNode told = at.bot.last().payload();
        int before = at.bot.received().size();

        at.slack.choose(at.alice.id(), view, "days", "180");

        assertThat(told.path("type").asText()).isEqualTo("block_actions");
        assertThat(told.at("/actions/0/selected_option/value").asText()).isEqualTo("p1");
        assertThat(told.at("/view/state/values/app/pick/selected_option/value").asText())
                .isEqualTo("p1");
        assertThat(at.bot.received()).hasSize(before);
    }

    @Test
    void a_tick_can_be_taken_away_again() {
        String view = at.opened(MODAL);

        at.slack.choose(at.alice.id(), view, "ok", "yes");
        assertThat(entered("/ok/ok/selected_options")).hasSize(1);
        at.slack.choose(at.alice.id(), view, "ok", "yes");
        assertThat(entered("/ok/ok/selected_options")).isEmpty();
    }

    @Test
    void of_radio_buttons_one_is_chosen_and_submitted() {
        String view = at.opened(RADIO);
        assertThat(entered("/way/way/selected_option/value").asText()).isEqualTo("any");

        int before = at.bot.received().size();
        at.slack.choose(at.alice.id(), view, "way", "link");
        assertThat(at.bot.received()).hasSize(before);
        assertThatThrownBy(() -> at.slack.choose(at.alice.id(), view, "way", "pigeon"))
                .hasMessage("way does not offer the value pigeon");
        at.slack.submit(at.alice.id(), view);

        JsonNode entry = at.bot.last().payload().at("/view/state/values/way/way");
        assertThat(entry.path("type").asText()).isEqualTo("radio_buttons");
        assertThat(entry.at("/selected_option/value").asText()).isEqualTo("link");
        assertThat(entry.at("/selected_option/text/text").asText()).isEqualTo("By link");
    }

    @Test
    void radio_buttons_of_which_none_was_chosen_are_a_field_left_empty() {
        String view = at.opened(RADIO.replaceFirst("\"initial_option\".*\n", ""));

        assertThat(at.slack.submit(at.alice.id(), view).problem())
                .contains("Please complete this required field.");
    }

    @Test
    void only_what_a_menu_offers_can_be_chosen() {
        String view = at.opened(MODAL);

        assertThatThrownBy(() -> at.slack.choose(at.alice.id(), view, "days", "365"))
                .isInstanceOf(NotOnScreen.class)
                .hasMessage("days does not offer the value 365");
        assertThatThrownBy(() -> at.slack.choose(at.alice.id(), view, "pick", "p1"))
                .hasMessage("pick does not offer the value p1");
        assertThatThrownBy(() -> at.slack.choose(at.alice.id(), view, "nothing", "p1"))
                .hasMessageStartingWith("0 fields are nothing; there are [pick, days");
        assertThatThrownBy(() -> at.slack.fill(at.alice.id(), view, "days", "90"))
                .hasMessage("days is a static_select, not a text field");
        assertThatThrownBy(() -> at.slack.suggest(at.alice.id(), view, "days", "9"))
                .hasMessage("days is a static_select and asks for no options");
    }

    @Test
    void a_menu_asks_for_options_once_enough_is_typed() {
        String view = at.opened(MODAL);
        at.bot.answers(Bot.Ack.json(OPTIONS));
        int before = at.bot.received().size();

        assertThat(at.slack.suggest(at.alice.id(), view, "pick", "")).isEmpty();
        assertThat(at.bot.received()).hasSize(before);
        assertThat(at.slack.suggest(at.alice.id(), view, "pick", "pay"))
                .extracting(Choice::text)
                .containsExactly("payroll-api");
        assertThat(at.bot.last().payload().path("value").asText()).isEqualTo("pay");
        assertThat(at.bot.last().payload().path("action_id").asText()).isEqualTo("pick");
    }

    @Test
    void no_options_are_loaded_without_an_address_for_them() {
        var usual = Installation.usual();
        at.slack.install(
                new Installation(
                        usual.scopes(), usual.commands(), usual.shortcuts(), true, true, false));
        String view = at.opened(MODAL);

        assertThat(at.slack.suggest(at.alice.id(), view, "pick", "pay")).isEmpty();
        assertThat(at.slack.refusals().getLast().error()).isEqualTo("no_options_url");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{'options':[]}`, ``",
                "`{'option_groups':[{'label':{'type':'plain_text','text':'Yours'},'options':"
                        + "[{'text':{'type':'plain_text','text':'a'},'value':'a'}]}]}`, ``",
                "`{}`, invalid_options",
                "`{'options':[{'text':{'type':'plain_text','text':'a'}}]}`, invalid_options",
                "`{'option':[]}`, invalid_options",
                "`{'options':[{'text':{'type':'mrkdwn','text':'a'},'value':'a'}]}`,"
                        + " invalid_options",
                "`none found`, invalid_json",
            })
    void options_are_as_strict_as_those_of_a_static_menu(String ack, String error) {
        String view = at.opened(MODAL);
        at.bot.answers(Bot.Ack.json(ack.replace('\'', '"')));

        at.slack.suggest(at.alice.id(), view, "pick", "pay");

        assertThat(at.slack.refusals().stream().map(Problem::error).reduce("", String::concat))
                .isEqualTo(error);
    }

    @Test
    void errors_show_at_their_fields_and_the_modal_stays() {
        String view = filledIn();
        at.bot.answers(
                Bot.Ack.json("{\"response_action\":\"errors\",\"errors\":{\"why\":\"Say more\"}}"));

        assertThat(at.slack.submit(at.alice.id(), view).problem()).isEmpty();
        assertThat(at.slack.views(at.alice.id()).getLast().errors())
                .isEqualTo(Map.of("why", "Say more"));
        at.bot.answers(Bot.Ack.empty());
        assertThat(at.slack.submit(at.alice.id(), view).problem()).isEmpty();
        assertThat(at.slack.views(at.alice.id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "200, `{'response_action':'errors','errors':{'more':'not an input'}}`,"
                        + " invalid_arguments",
                "200, `{'response_action':'errors','errors':{'elsewhere':'no block'}}`,"
                        + " invalid_arguments",
                "200, `{'response_action':'errors','errors':{}}`, invalid_arguments",
                "200, `{'response_action':'errors','errors':{'why':''}}`, invalid_arguments",
                "200, `{'response_action':'close'}`, invalid_arguments",
                "200, `{'response_action':'update'}`, invalid_arguments",
                "200, `{'response_action':'push','view':{'type':'modal'}}`, invalid_arguments",
                "200, `{'text':'thank you'}`, invalid_arguments",
                "200, `done`, invalid_json",
                "500, ``, http_500",
                "404, ``, http_404",
            })
    void an_answer_slack_does_not_take_shows_as_trouble_connecting(
            int status, String ack, String error) {
        String view = filledIn();
        at.bot.answers(new Bot.Ack(status, "application/json", ack.replace('\'', '"')));

        ActionReply reply = at.slack.submit(at.alice.id(), view);

        assertThat(reply.problem()).contains("We had some trouble connecting. Try again?");
        assertThat(at.slack.views(at.alice.id())).extracting(SeenView::id).containsExactly(view);
        assertThat(at.slack.refusals().getLast().error()).isEqualTo(error);
    }

    @Test
    void an_answer_that_comes_too_late_is_none() {
        String view = filledIn();
        var never = new CountDownLatch(1);
        at.bot.answers(_ -> {
            await(never);
            return Bot.Ack.empty();
        });
        at.slack.patience(Duration.ofMillis(50));

        ActionReply reply = at.slack.submit(at.alice.id(), view);
        never.countDown();

        assertThat(reply.status()).isZero();
        assertThat(reply.problem()).contains("We had some trouble connecting. Try again?");
        assertThat(at.slack.refusals().getLast().error()).isEqualTo("operation_timeout");
    }

    @Test
    void an_answer_can_replace_the_modal_put_one_on_top_or_clear_all() {
        String view = filledIn();
        at.bot.answers(Bot.Ack.json(action("update", MODAL)));
        at.slack.submit(at.alice.id(), view);
        assertThat(at.slack.views(at.alice.id())).extracting(SeenView::id).containsExactly(view);

        at.bot.answers(Bot.Ack.json(action("push", SMALL.formatted("On top"))));
        at.slack.submit(at.alice.id(), view);
        assertThat(at.slack.views(at.alice.id()))
                .extracting(SeenView::title)
                .containsExactly("Ask", "On top");
        assertThatThrownBy(() -> at.slack.submit(at.alice.id(), view))
                .hasMessage("view " + view + " is not on top there");

        at.slack.closeView(at.alice.id(), at.slack.views(at.alice.id()).getLast().id());
        at.bot.answers(Bot.Ack.json("{\"response_action\":\"clear\"}"));
        at.slack.submit(at.alice.id(), view);
        assertThat(at.slack.views(at.alice.id())).isEmpty();
    }

    @Test
    void what_was_entered_survives_an_update_that_keeps_the_field() {
        String view = filledIn();
        at.slack.fill(at.alice.id(), view, "why", "nightly");

        update(view, MODAL, "");
        assertThat(entered("/why/why/value").asText()).isEqualTo("nightly");
        assertThat(entered("/app/pick/selected_option/value").asText()).isEqualTo("p1");
        update(view, MODAL.replace("\"block_id\":\"why\"", "\"block_id\":\"why2\""), "");
        assertThat(entered("/why2/why/value").isNull()).isTrue();
    }

    @Test
    void an_update_names_the_hash_it_saw_and_loses_to_a_newer_one() {
        String view = at.opened(MODAL);
        String first = update(view, MODAL, "").at("/view/hash").asText();
        String second = update(view, MODAL, first).at("/view/hash").asText();

        assertThat(update(view, MODAL, first).path("error").asText()).isEqualTo("hash_conflict");
        assertThat(update(view, MODAL, second).path("ok").asBoolean()).isTrue();
        at.slack.closeView(at.alice.id(), view);
        assertThat(update(view, MODAL, "").path("error").asText()).isEqualTo("not_found");
        assertThat(at.error("views.update", Map.of("view", MODAL))).isEqualTo("invalid_arguments");
    }

    @Test
    void a_view_can_be_updated_by_its_external_id_which_is_used_once() {
        String named = MODAL.replace("\"callback_id\"", "\"external_id\":\"mine\",\"callback_id\"");
        at.opened(named);

        assertThat(at.error("views.update", Map.of("external_id", "mine", "view", named)))
                .isEmpty();
        assertThat(at.error("views.update", Map.of("external_id", "other", "view", named)))
                .isEqualTo("not_found");
        assertThat(open(trigger(), named)).isEqualTo("duplicate_external_id");
    }

    @Test
    void a_trigger_opens_one_modal_within_three_seconds() {
        String trigger = trigger();
        assertThat(open(trigger, "{\"type\":\"modal\"}")).isEqualTo("invalid_arguments");
        assertThat(open(trigger, SMALL.formatted("a"))).isEmpty();
        assertThat(open(trigger, SMALL.formatted("a"))).isEqualTo("exchanged_trigger_id");
        assertThat(open("1.2.abc", SMALL.formatted("a"))).isEqualTo("invalid_trigger_id");

        String late = trigger();
        at.timePasses(Duration.ofMillis(3001));
        assertThat(open(late, SMALL.formatted("a"))).isEqualTo("expired_trigger_id");
        String inTime = trigger();
        at.timePasses(Duration.ofSeconds(3));
        assertThat(open(inTime, SMALL.formatted("a"))).isEmpty();
    }

    @Test
    void modals_stack_up_to_three() {
        String view = at.opened(MODAL);
        assertThat(pushedFrom(view, "views.push")).isEmpty();
        assertThat(at.slack.views(at.alice.id())).hasSize(2);
        at.slack.closeView(at.alice.id(), at.slack.views(at.alice.id()).getLast().id());
        assertThat(pushedFrom(view, "views.open")).isEmpty();
        assertThat(at.slack.views(at.alice.id())).hasSize(2);

        String two = MODAL;
        at.slack.closeView(at.alice.id(), at.slack.views(at.alice.id()).getLast().id());
        assertThat(pushed(view, two)).isEmpty();
        String second = at.slack.views(at.alice.id()).getLast().id();
        assertThat(pushed(second, two)).isEmpty();
        String third = at.slack.views(at.alice.id()).getLast().id();
        assertThat(pushed(third, two)).isEqualTo("push_limit_reached");
    }

    @Test
    void nothing_can_be_pushed_onto_no_modal() {
        assertThat(
                        at.error(
                                "views.push",
                                Map.of("trigger_id", trigger(), "view", SMALL.formatted("a"))))
                .isEqualTo("not_found");
    }

    @Test
    void a_view_over_a_quarter_of_a_megabyte_is_refused() {
        String large = SMALL.formatted("a".repeat(250_000));

        assertThat(open(trigger(), large)).isEqualTo("view_too_large");
    }

    @Test
    void the_bot_hears_of_a_closed_modal_only_if_it_asked() {
        String silent = at.opened(MODAL);
        int before = at.bot.received().size();
        at.slack.closeView(at.alice.id(), silent);
        assertThat(at.bot.received()).hasSize(before);

        String asking =
                MODAL.replace("\"callback_id\"", "\"notify_on_close\":true,\"callback_id\"");
        at.slack.closeView(at.alice.id(), at.opened(asking));
        assertThat(at.bot.last().payload().path("type").asText()).isEqualTo("view_closed");
        assertThat(at.bot.last().payload().path("is_cleared").asBoolean(true)).isFalse();

        String clearing =
                asking.replace("\"callback_id\"", "\"clear_on_close\":true,\"callback_id\"");
        at.slack.closeView(at.alice.id(), at.opened(clearing));
        assertThat(at.bot.last().payload().path("is_cleared").asBoolean()).isTrue();
    }

    @Test
    void a_modal_without_inputs_has_no_button_to_submit_it() {
        String view = at.opened(SMALL.formatted("a"));

        assertThatThrownBy(() -> at.slack.submit(at.alice.id(), view))
                .hasMessage("that view has no submit button");
        assertThatThrownBy(() -> at.slack.submit(at.bob.id(), view))
                .hasMessage("view " + view + " is not on top there");
    }

    @Test
    void a_button_in_a_modal_carries_the_view_and_a_trigger_of_its_own() {
        String view = at.opened(MODAL);

        at.slack.clickInView(at.alice.id(), view, "who");

        JsonNode payload = at.bot.last().payload();
        assertThat(payload.at("/container/view_id").asText()).isEqualTo(view);
        assertThat(payload.at("/view/callback_id").asText()).isEqualTo("ask");
        assertThat(payload.at("/actions/0/block_id").asText()).isEqualTo("more");
        assertThat(payload.has("response_url")).isFalse();
        assertThat(payload.path("trigger_id").asText()).isNotEmpty();
    }

    @Test
    void a_home_tab_is_published_for_one_person_and_can_be_clicked() {
        String home =
                """
                {"type":"home","private_metadata":"page 1","blocks":[{"type":"actions","elements":[
                  {"type":"button","action_id":"refresh",
                   "text":{"type":"plain_text","text":"Refresh"}}]}]}
                """;
        String alice = at.alice.id().value();
        JsonNode published = at.call("views.publish", Map.of("user_id", alice, "view", home));
        String view = published.at("/view/id").asText();

        assertThat(at.slack.home(at.bob.id())).isEmpty();
        assertThat(at.slack.home(at.alice.id()).orElseThrow().path("id").asText()).isEqualTo(view);
        assertThat(at.slack.clickInView(at.alice.id(), view, "refresh").problem()).isEmpty();
        assertThat(
                        at.error(
                                "views.publish",
                                Map.of("user_id", alice, "view", home, "hash", "1.old")))
                .isEqualTo("hash_conflict");
        assertThat(at.error("views.publish", Map.of("user_id", "U0", "view", home)))
                .isEqualTo("invalid_arguments");
        assertThat(at.error("views.update", Map.of("view_id", view, "view", MODAL)))
                .isEqualTo("not_found");
        assertThat(at.slack.everythingThatStays()).contains("page 1");
        at.slack.install(Installation.usual().withHomeTab(false));
        assertThat(at.error("views.publish", Map.of("user_id", alice, "view", home)))
                .isEqualTo("not_enabled");
        assertThatThrownBy(() -> at.slack.openHome(at.alice.id()))
                .hasMessage("the app has no Home tab");
    }

    private String filledIn() {
        String view = at.opened(MODAL);
        at.bot.answers(Bot.Ack.json(OPTIONS));
        at.slack.suggest(at.alice.id(), view, "pick", "pay");
        at.bot.answers(Bot.Ack.empty());
        at.slack.choose(at.alice.id(), view, "pick", "p1");
        return view;
    }

    private JsonNode entered(String pointer) {
        return at.slack.views(at.alice.id()).getLast().state().at(pointer);
    }

    private JsonNode update(String view, String modal, String hash) {
        return at.call("views.update", Map.of("view_id", view, "view", modal, "hash", hash));
    }

    private String trigger() {
        at.slack.command(at.alice.id(), at.approvals, "/new-client-secret", "");
        return at.bot.last().form().getOrDefault("trigger_id", "");
    }

    private String open(String trigger, String modal) {
        return at.error("views.open", Map.of("trigger_id", trigger, "view", modal));
    }

    private String pushed(String from, String modal) {
        at.slack.clickInView(at.alice.id(), from, "who");
        String trigger = at.bot.last().payload().path("trigger_id").asText();
        return at.error("views.push", Map.of("trigger_id", trigger, "view", modal));
    }

    private String pushedFrom(String view, String method) {
        at.slack.clickInView(at.alice.id(), view, "who");
        String trigger = at.bot.last().payload().path("trigger_id").asText();
        return at.error(method, Map.of("trigger_id", trigger, "view", SMALL.formatted("More")));
    }

    private static String action(String action, String view) {
        return "{\"response_action\":\"" + action + "\",\"view\":" + view + "}";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
