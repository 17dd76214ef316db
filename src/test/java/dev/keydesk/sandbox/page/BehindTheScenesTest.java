package dev.keydesk.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Entra's side, the desk's side, time travel and misbehaviour. */
class BehindTheScenesTest {
    private final PageLab lab = new PageLab();

    BehindTheScenesTest() throws IOException {}

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void entra_shows_apps_with_owners_and_keys_and_never_a_value() {
        var owner = lab.tenant.user("Alice Jansen", "alice@example.com");
        var app = lab.tenant.app("payroll-api", it -> it.ownedBy(owner.id()));
        var now = lab.clock.now();
        var key =
                lab.tenant.existingSecret(
                        app.id(), "nightly export", now, now.plus(Duration.ofDays(90)));

        var portal = lab.read("/api/entra");

        var shown = portal.at("/apps/1");
        assertThat(shown.path("name").asText()).isEqualTo("payroll-api");
        assertThat(shown.path("clientId").asText()).isEqualTo(app.appId());
        assertThat(shown.at("/owners/0").asText()).isEqualTo("Alice Jansen");
        assertThat(shown.at("/keys/0/keyId").asText()).isEqualTo(key.keyId());
        assertThat(shown.at("/keys/0/hint").asText()).isEqualTo(key.hint());
        assertThat(shown.at("/keys/0/end").asText()).isEqualTo("2027-02-20T09:00:00Z");
        assertThat(portal.at("/apps/0/isDesk").asBoolean()).isTrue();
        assertThat(portal.toString())
                .doesNotContain(lab.tenant.valueOf(key.keyId()).reveal())
                .doesNotContain(PageLab.DESK_SECRET.reveal());
    }

    @Test
    void a_pasted_value_signs_in_until_it_runs_out() {
        var app = lab.tenant.app("payroll-api");
        var now = lab.clock.now();
        var key = lab.tenant.existingSecret(app.id(), "k", now, now.plus(Duration.ofDays(90)));
        var fields =
                Map.of(
                        "clientId",
                        app.appId(),
                        "value",
                        " " + lab.tenant.valueOf(key.keyId()).reveal() + " ");

        assertThat(lab.act("/api/sign-in", fields).path("accepted").asBoolean()).isTrue();

        lab.act("/api/time", Map.of("seconds", Duration.ofDays(91).toSeconds()));
        var later = lab.act("/api/sign-in", fields);
        assertThat(later.path("accepted").asBoolean()).isFalse();
        assertThat(later.path("answer").asText()).startsWith("AADSTS7000222");
        assertThat(lab.read("/api/entra").at("/apps/1/keys/0/expired").asBoolean()).isTrue();
    }

    @Test
    void the_key_id_in_place_of_the_value_is_answered_as_entra_does() {
        var app = lab.tenant.app("payroll-api");
        var now = lab.clock.now();
        var key = lab.tenant.existingSecret(app.id(), "k", now, now.plus(Duration.ofDays(90)));

        var tried = lab.act("/api/sign-in", Map.of("clientId", app.appId(), "value", key.keyId()));

        assertThat(tried.path("answer").asText())
                .startsWith("AADSTS7000215")
                .doesNotContain(key.keyId());
    }

    @Test
    void the_desks_books_are_shown() {
        lab.desk.requests.add(
                new RequestLine(
                        "KD-7F3K2", "<@U1>", "payroll-api", "nightly", "Waiting", "Waits."));
        lab.desk.audit.add(
                new AuditLine(Instant.EPOCH, "KD-7F3K2", "<@U1>", "asked", "alice asked."));

        var books = lab.read("/api/desk");

        assertThat(books.path("now").asText()).isEqualTo("2026-11-22T09:00:00Z");
        assertThat(books.at("/requests/0/ticket").asText()).isEqualTo("KD-7F3K2");
        assertThat(books.at("/audit/0/at").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(books.at("/audit/0/sentence").asText()).isEqualTo("alice asked.");
        assertThat(books.path("channels").path(lab.approvals.value()).asText())
                .isEqualTo("approvals");
    }

    @Test
    void time_passes_as_far_as_asked() {
        var clock = lab.act("/api/time", Map.of("seconds", 3600));

        assertThat(clock.path("now").asText()).isEqualTo("2026-11-22T10:00:00Z");
    }

    @Test
    void time_passes_up_to_the_next_reminder() {
        var clock = lab.act("/api/next-reminder", Map.of());

        assertThat(clock.path("now").asText()).isEqualTo("2026-11-27T09:00:00Z");
        assertThat(clock.path("there").asBoolean()).isTrue();
    }

    @Test
    void a_sign_in_counts_for_its_key_and_a_refused_one_for_none() {
        var app = lab.tenant.app("payroll-api");
        var now = lab.clock.now();
        var key = lab.tenant.existingSecret(app.id(), "k", now, now.plus(Duration.ofDays(90)));
        lab.act("/api/sign-in", Map.of("clientId", app.appId(), "value", "wrong"));
        assertThat(lab.read("/api/entra").at("/apps/1/keys/0/timesSignedIn").asInt()).isZero();

        var value = lab.tenant.valueOf(key.keyId()).reveal();
        lab.act("/api/sign-in", Map.of("clientId", app.appId(), "value", value));

        var shown = lab.read("/api/entra").at("/apps/1/keys/0");
        assertThat(shown.path("timesSignedIn").asInt()).isOne();
        assertThat(shown.path("lastSignIn").asText()).isEqualTo("2026-11-22T09:00:00Z");
        assertThat(shown.path("signIns")).hasSize(1);
        assertThat(shown.at("/signIns/0/at").asText()).isEqualTo("2026-11-22T09:00:00Z");
        assertThat(shown.at("/signIns/0/outcome").asText()).isEqualTo("Entra signed the app in.");
        assertThat(shown.toString()).doesNotContain(value);
    }

    @Test
    void calls_that_slack_refuses_are_answered_in_its_words() {
        for (var trial : lab.read("/api/trials")) {
            var answered = lab.act("/api/trial", Map.of("id", trial.path("id").asText()));
            assertThat(answered.path("answer").asText()).contains("\"ok\":false", "\"error\":");
        }
        assertThat(lab.read("/api/troubles").path("all").asInt()).isEqualTo(4);
        assertThat(lab.post("/api/trial", Map.of("id", "nothing")).statusCode()).isEqualTo(400);
    }

    @Test
    void a_scene_is_set_by_its_name_and_an_unknown_one_is_told_with_those_there_are() {
        assertThat(lab.act("/api/scene", Map.of("name", "start")).path("as").asText())
                .isEqualTo("alice");
        var unknown = lab.post("/api/scene", Map.of("name", "nonsense"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("There is no scene nonsense. There are: start.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "", "soon", "99999999999"})
    void time_neither_stands_nor_goes_back_nor_runs_away(String seconds) {
        var answer = lab.post("/api/time", Map.of("seconds", seconds));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(lab.clock.now()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    }

    @Test
    void a_planned_fault_meets_the_next_call_and_no_other() {
        misbehave("slack", "users.info", "refused");
        assertThat(lab.read("/api/misbehave").at("/slack/planned").asInt()).isOne();

        var first = lab.asBot(client -> client.usersInfo(it -> it.user(lab.bob.id().value())));
        var second = lab.asBot(client -> client.usersInfo(it -> it.user(lab.bob.id().value())));

        assertThat(first.getError()).isEqualTo("internal_error");
        assertThat(second.isOk()).isTrue();
        assertThat(lab.read("/api/misbehave").at("/slack/planned").asInt()).isZero();
    }

    @Test
    void an_answer_that_is_lost_leaves_the_work_done() {
        misbehave("slack", "chat.postMessage", "cut-after");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> lab.posted("[]")))
                .isNotNull();
        assertThat(lab.slack.sees(lab.bob.id(), lab.approvals)).hasSize(1);
    }

    @Test
    void behaving_again_forgets_what_was_planned() {
        misbehave("slack", "users.info", "500");
        misbehave("entra", "addPassword", "silent-after");

        var menu = lab.act("/api/behave", Map.of());

        assertThat(menu.at("/slack/planned").asBoolean()).isFalse();
        assertThat(menu.at("/entra/planned").asBoolean()).isFalse();
        assertThat(
                        lab.asBot(client -> client.usersInfo(it -> it.user(lab.bob.id().value())))
                                .isOk())
                .isTrue();
    }

    @Test
    void everything_on_the_menu_can_be_planned() {
        var menu = lab.read("/api/misbehave");
        for (var side : new String[] {"slack", "entra"}) {
            for (var call : menu.path(side).path("calls")) {
                misbehave(side, call.asText(), menu.path(side).at("/ills/0/id").asText());
            }
            for (var ill : menu.path(side).path("ills")) {
                misbehave(side, "*", ill.path("id").asText());
            }
        }

        assertThat(lab.slack.faults().take("views.open")).isPresent();
        assertThat(lab.entra.faults().take("addPassword")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "teams,users.info,500,1",
        "slack,no.such.call,500,1",
        "slack,users.info,earthquake,1",
        "slack,users.info,500,0",
        "slack,users.info,500,21",
        "slack,users.info,500,many"
    })
    void what_is_not_on_the_menu_is_refused(String side, String call, String ill, String times) {
        var answer =
                lab.post(
                        "/api/misbehave",
                        Map.of("side", side, "call", call, "mischief", ill, "times", times));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(lab.slack.faults().isEmpty()).isTrue();
    }

    private void misbehave(String side, String call, String mischief) {
        lab.act("/api/misbehave", Map.of("side", side, "call", call, "mischief", mischief));
    }
}
