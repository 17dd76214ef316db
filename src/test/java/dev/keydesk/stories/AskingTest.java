package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.slack.Choice;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The command, the form, and who may use them. */
class AskingTest extends Story {

    @Test
    void help_explains_the_command_privately() {
        assertThat(alice().isTold("/new-client-secret help"))
                .contains("opens the form")
                .contains("shown to you once");
        assertThat(alice().hasFormOpen()).isFalse();
    }

    @Test
    void the_shortcut_opens_the_same_form() {
        var form = alice().usesShortcut("new_client_secret");
        assertThat(form.offers("pay")).extracting(Choice::text).containsExactly("payroll-api");
    }

    @Test
    void the_form_opens_while_entra_is_away_and_says_how_old_its_list_is() {
        entra().faults().next("*", 50, new Fault.CutBefore());
        world().timePasses(Duration.ofHours(3));
        world().restart();

        var form = alice().runs("/new-client-secret payroll-api");

        assertThat(form.says())
                .contains("The list of app registrations is from")
                .contains("payroll-api has one live client secret");
        assertThat(form.offers("exalate")).hasSize(1);
    }

    @Test
    void an_app_is_offered_by_part_of_its_name_its_client_id_and_its_object_id() {
        var form = alice().runs("/new-client-secret");
        var payroll = world().company().payroll();
        assertThat(form.offers("ROLL")).extracting(Choice::text).containsExactly("payroll-api");
        assertThat(form.offers(payroll.appId())).hasSize(1);
        assertThat(form.offers(payroll.id())).hasSize(1);
        assertThat(form.offers("")).hasSize(3);
    }

    @Test
    void a_client_id_behind_the_command_chooses_the_app() {
        var form = alice().runs("/new-client-secret " + world().company().payroll().appId());
        assertThat(form.says()).contains("payroll-api has one live client secret");
    }

    @Test
    void the_desks_own_app_and_those_listed_under_never_are_not_offered() {
        var form = alice().runs("/new-client-secret");
        assertThat(form.offers("Keydesk")).isEmpty();
        assertThat(form.offers("tier0")).isEmpty();
    }

    @Test
    void choosing_an_app_shows_what_it_holds_and_keeps_what_was_typed() {
        var form = alice().runs("/new-client-secret").description("exalate").app("exalate");
        assertThat(form.says()).contains("exalate-connector has no live client secret");
        form.lifetime(180).reason("to connect").submit();
        assertThat(theRequest().details().description()).isEqualTo("exalate");
        assertThat(theRequest().details().lifetimeDays()).isEqualTo(180);
    }

    @Test
    void only_lifetimes_that_are_allowed_are_offered_and_never_is_none_of_them() {
        var form = alice().runs("/new-client-secret payroll-api");
        assertThat(form.view().blocks().toString())
                .contains("90 days")
                .contains("180 days")
                .contains("365 days")
                .doesNotContain("730 days")
                .doesNotContain("\"never\"", "Never expires");
    }

    @Test
    void whoever_is_not_listed_is_told_so_and_no_form_opens() {
        assertThat(bob().isTold("/new-client-secret payroll-api"))
                .contains("not among the people who may ask");
        assertThat(bob().hasFormOpen()).isFalse();
    }

    @Test
    void a_shortcut_of_somebody_who_is_not_listed_is_answered_in_a_direct_message() {
        slack().shortcut(bob().id(), "new_client_secret");
        world().settle();
        bob().sees("not among the people who may ask");
    }

    @Test
    void an_engineer_who_left_the_group_after_the_form_opened_is_refused_on_fresh_facts() {
        var form =
                alice().runs("/new-client-secret payroll-api")
                        .description("nightly export")
                        .reason("because");
        slack().workspace().removeFromGroup(world().company().engineers(), alice().id());
        form.submit();

        alice().sees("You are not among the people who may ask");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Denied.class);
        bob().doesNotSee("asks for a client secret");
    }

    @Test
    void an_engineer_who_became_a_guest_is_refused_on_fresh_facts() {
        var form =
                alice().runs("/new-client-secret payroll-api")
                        .description("nightly export")
                        .reason("because");
        slack().workspace().makeGuest(alice().id());
        form.submit();

        alice().sees("Guests cannot ask for client secrets");
        bob().doesNotSee("asks for a client secret");
    }

    @Test
    void who_is_known_not_to_be_among_those_who_may_ask_stores_nothing_and_locks_nobody_out() {
        var gus = world().as(slack().workspace().guest("gus").id());
        var before = StoredFacts.of(world().bot().platform().db());
        var reply =
                new ByHand(world(), gus)
                        .submits("V9", payroll(), "nightly export", "90", "because");

        assertThat(reply.body()).contains("You are not among the people who may ask");
        assertThat(StoredFacts.of(world().bot().platform().db())).isEqualTo(before);
    }

    @Test
    void who_was_seen_to_be_a_guest_a_moment_ago_stores_nothing_either() {
        var form =
                alice().runs("/new-client-secret payroll-api")
                        .description("nightly export")
                        .reason("because");
        slack().workspace().makeGuest(alice().id());
        alice().isTold("/client-secrets");
        var before = StoredFacts.of(world().bot().platform().db());
        form.submitted();

        assertThat(form.errors().values()).first().asString().contains("Guests");
        assertThat(StoredFacts.of(world().bot().platform().db())).isEqualTo(before);
    }

    @Test
    void an_app_that_was_deleted_meanwhile_is_not_put_before_the_approvers() {
        var form =
                alice().runs("/new-client-secret payroll-api")
                        .description("nightly export")
                        .reason("because");
        entra().tenant().delete(world().company().payroll().id());
        world().timePasses(Duration.ofMinutes(1));
        form.submit();
        world().timePasses(Duration.ofMinutes(3));

        alice().sees("this app registration no longer exists");
        bob().doesNotSee("asks for a client secret");
    }

    @Test
    void empty_fields_come_back_with_words_at_each_of_them() {
        var reply = byHand().submits("V1", payroll(), "  ", "90", " ");
        assertThat(reply.body())
                .contains("\"response_action\":\"errors\"")
                .contains("Say what the secret is for")
                .contains("Say why you need it; the approvers read this.");
        assertThat(world().bot().requests().all()).isEmpty();
    }

    @Test
    void a_lifetime_beyond_the_rules_sent_by_hand_is_refused_at_its_field() {
        for (var days : List.of("730", "0", "-1", "never", "")) {
            var reply = byHand().submits("V" + days, payroll(), "mine", days, "because");
            assertThat(reply.body()).contains("Choose one of the lifetimes in the list");
        }
        assertThat(world().bot().requests().all()).isEmpty();
    }

    @Test
    void an_app_the_desk_does_not_serve_sent_by_hand_is_refused_at_its_field() {
        var tier0 =
                entra().tenant().applications().stream()
                        .filter(app -> app.displayName().startsWith("tier0"))
                        .findFirst()
                        .orElseThrow();
        for (var app : List.of(tier0.id(), "nonsense", "")) {
            var reply = byHand().submits("V" + app, app, "mine", "90", "because");
            assertThat(reply.body()).contains("\"app\"").contains("response_action");
        }
        assertThat(world().bot().requests().all()).isEmpty();
    }

    @Test
    void a_reason_of_ten_thousand_characters_is_refused_at_its_field() {
        var reply = byHand().submits("V1", payroll(), "mine", "90", "x".repeat(10_000));
        assertThat(reply.body()).contains("This has 10000 characters; at most 500 fit here.");
        var named = byHand().submits("V2", payroll(), "x".repeat(61), "90", "because");
        assertThat(named.body()).contains("This has 61 characters; at most 60 fit here.");
        var removal = byHand().removes("V4", "1", "x".repeat(501));
        assertThat(removal.body()).contains("This has 501 characters; at most 500 fit here.");
        assertThat(world().bot().requests().all()).isEmpty();
    }

    private ByHand byHand() {
        return new ByHand(world(), alice());
    }

    private String payroll() {
        return world().company().payroll().id();
    }

    @Test
    void a_form_sent_twice_is_one_request() {
        var form =
                alice().runs("/new-client-secret payroll-api")
                        .description("nightly export")
                        .reason("because");
        form.submit();
        var again = slack().raw(lastBody(), signedAgain(lastBody()));
        world().settle();

        assertThat(again.status()).isEqualTo(200);
        assertThat(world().bot().requests().all()).hasSize(1);
        assertThat(alice().sees("Your request KD-").says()).contains("nightly export");
    }

    @Test
    void names_and_reasons_cannot_mention_or_link_anything() {
        entra().tenant()
                .rename(world().company().payroll().id(), "<!channel> <https://evil.example|pay>");
        world().timePasses(Duration.ofMinutes(1));
        world().bot().platform().periodicTasks().runOnce();
        alice().runs("/new-client-secret")
                .app("<!channel>")
                .description("<@U1> *bold*")
                .reason("<!here> see <https://evil.example|this>")
                .submit();

        var card = bob().sees("asks for a client secret for");
        assertThat(card.message().text())
                .doesNotContain("<!channel>", "<!here>", "<https://")
                .contains("&lt;!channel&gt;");
        assertThat(markupIn(card.message().blocks()))
                .isNotEmpty()
                .noneMatch(markup -> markup.contains("<!"))
                .noneMatch(markup -> markup.contains("<https"))
                .noneMatch(markup -> markup.contains("<@U1>"));
    }

    /** Slack reads markup only where it says so; plain text stays as it is. */
    private static List<String> markupIn(JsonNode blocks) {
        return blocks.findParents("type").stream()
                .filter(node -> node.path("type").asText().equals("mrkdwn"))
                .map(node -> node.path("text").asText())
                .map(markup -> markup.replaceAll("<!(date|subteam)\\^[^>]*>", ""))
                .toList();
    }

    @Test
    void the_home_tab_lists_my_requests_and_opens_the_form() {
        aliceAsks();
        slack().openHome(alice().id());
        world().settle();
        var home = slack().home(alice().id()).orElseThrow().toString();
        assertThat(home).contains("nightly export").contains("payroll-api");
        slack().openHome(bob().id());
        world().settle();
        assertThat(slack().home(bob().id()).orElseThrow().toString())
                .contains("You have no requests yet.");
    }

    private byte[] lastBody() {
        return slack().lastDelivery().orElseThrow().bytes();
    }

    /** A second delivery of the same content, a second later, as a resubmission is. */
    private Map<String, String> signedAgain(byte[] body) {
        return slack().sign(body, world().clock().instant().plusSeconds(1));
    }
}
