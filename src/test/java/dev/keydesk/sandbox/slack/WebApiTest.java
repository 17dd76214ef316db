package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.UserGroupId;
import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What all methods of the Web API share: token, scopes, forms and JSON, rates, misbehaviour. */
class WebApiTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final SlackTestSetup at = new SlackTestSetup();

    WebApiTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void a_method_nobody_knows_is_unknown() {
        assertThat(at.error("chat.shout", Map.of())).isEqualTo("unknown_method");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', not_authed",
        "Bearer xoxb-other, '', invalid_auth",
        "Basic abc, '', not_authed",
        "'', token=xoxb-other, invalid_auth",
    })
    void a_call_without_the_right_token_is_refused(String header, String form, String error) {
        var request =
                HttpRequest.newBuilder(at.slack.apiUrl().resolve("auth.test"))
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString(form));
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }

        assertThat(at.send(request.build()).body()).contains(error);
    }

    @Test
    void the_token_may_stand_in_the_form_and_is_not_written_down() {
        var request =
                HttpRequest.newBuilder(at.slack.apiUrl().resolve("auth.test"))
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString("token=" + at.slack.botToken().reveal()))
                        .build();

        assertThat(at.send(request).body()).contains("\"ok\":true");
        assertThat(at.slack.calls().toString()).doesNotContain(at.slack.botToken().reveal());
    }

    @ParameterizedTest
    @CsvSource({
        "chat.postMessage, chat:write",
        "chat.postEphemeral, chat:write",
        "chat.update, chat:write",
        "chat.delete, chat:write",
        "users.info, users:read",
        "users.list, users:read",
        "users.lookupByEmail, users:read.email",
        "usergroups.list, usergroups:read",
        "usergroups.users.list, usergroups:read",
        "conversations.open, im:write",
    })
    void a_method_needs_its_scope(String method, String scope) {
        at.slack.install(Installation.usual().withoutScope(scope));

        var answer = at.call(method, Map.of());

        assertThat(answer.path("error").asText()).isEqualTo("missing_scope");
        assertThat(answer.path("needed").asText()).isEqualTo(scope);
        assertThat(answer.path("provided").asText()).contains("commands").doesNotContain("\"");
    }

    @Test
    void every_answer_names_the_scopes_of_the_token() {
        HttpResponse<String> answer = at.post("auth.test", "");

        assertThat(answer.headers().firstValue("x-oauth-scopes"))
                .contains(
                        "channels:read,chat:write,commands,files:write,groups:read,im:write,"
                                + "usergroups:read,users:read,users:read.email");
    }

    @Test
    void auth_test_tells_who_the_bot_is() {
        var answer = at.call("auth.test", Map.of());

        assertThat(answer.path("team_id").asText()).isEqualTo(at.workspace.teamId());
        assertThat(answer.path("user_id").asText()).isEqualTo(at.workspace.botUser().value());
        assertThat(answer.path("bot_id").asText()).isEqualTo(at.workspace.botId());
    }

    @Test
    void methods_that_write_take_json_and_those_that_read_do_not() {
        var post = at.slack.apiUrl().resolve("chat.postMessage");
        var info = at.slack.apiUrl().resolve("users.info");

        String message = "{\"channel\":\"" + at.approvals.value() + "\",\"text\":\"hello\"}";
        String user = "{\"user\":\"" + at.alice.id().value() + "\"}";

        assertThat(at.postJson(post, message).body()).contains("\"ok\":true");
        assertThat(at.postJson(info, user).body()).contains("invalid_arguments");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, '{', invalid_json",
        "application/json, '[1]', json_not_object",
        "application/x-www-form-urlencoded, 'text=%zz', invalid_form_data",
        "text/xml, '<a/>', invalid_post_type",
        "'', 'a=b', missing_post_type",
    })
    void a_body_that_cannot_be_read_has_its_own_code(String type, String body, String error) {
        var request =
                HttpRequest.newBuilder(at.slack.apiUrl().resolve("chat.postMessage"))
                        .header("Authorization", "Bearer " + at.slack.botToken().reveal())
                        .POST(BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }

        assertThat(at.send(request.build()).body()).contains("\"error\":\"" + error + "\"");
    }

    @Test
    void a_tier_two_method_is_refused_after_twenty_calls_until_the_minute_is_over() {
        for (int call = 0; call < 20; call++) {
            assertThat(at.post("usergroups.list", "").statusCode()).isEqualTo(200);
        }
        at.timePasses(Duration.ofSeconds(20));

        HttpResponse<String> refused = at.post("usergroups.list", "");
        at.timePasses(Duration.ofSeconds(40));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("40");
        assertThat(refused.body()).contains("ratelimited");
        assertThat(at.post("usergroups.list", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_limit_can_be_set_for_one_method_alone() {
        at.slack.limits().perMinute("auth.test", 1);

        assertThat(at.post("auth.test", "").statusCode()).isEqualTo(200);
        assertThat(at.post("auth.test", "").statusCode()).isEqualTo(429);
        assertThat(at.post("users.list", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_channel_takes_a_burst_and_then_one_message_a_second() {
        at.slack.limits().postingBurst(2);
        String here = "text=a&channel=" + at.approvals.value();
        String elsewhere = "text=a&channel=" + at.alice.id().value();

        assertThat(at.post("chat.postMessage", here).statusCode()).isEqualTo(200);
        assertThat(at.post("chat.postMessage", here).statusCode()).isEqualTo(200);
        assertThat(at.post("chat.postMessage", here).statusCode()).isEqualTo(429);
        assertThat(at.post("chat.postMessage", elsewhere).statusCode()).isEqualTo(200);
        at.timePasses(Duration.ofSeconds(1));
        assertThat(at.post("chat.postMessage", here).statusCode()).isEqualTo(200);
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).hasSize(3);
    }

    @Test
    void a_planned_refusal_does_nothing() {
        var fault = new Fault.Refuse(503, Map.of("Retry-After", "7"), "<html>busy</html>");
        at.slack.faults().next("chat.postMessage", fault);

        var answer = at.post("chat.postMessage", "text=a&channel=" + at.approvals.value());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("<html>busy</html>");
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).isEmpty();
        assertThat(at.slack.calls().getLast().fault()).contains(fault);
        assertThat(at.slack.calls().getLast().ok()).isFalse();
    }

    @Test
    void a_refusal_after_the_work_leaves_the_message_there() {
        var fault = new Fault.RefuseAfter(500, Map.of(), "");
        at.slack.faults().next("chat.postMessage", fault);

        var answer = at.post("chat.postMessage", "text=a&channel=" + at.approvals.value());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).hasSize(1);
    }

    @Test
    void a_connection_can_be_cut_before_or_after_the_work() {
        String form = "text=a&channel=" + at.approvals.value();
        at.slack.faults().next("chat.postMessage", new Fault.CutBefore());
        assertThatThrownBy(() -> at.post("chat.postMessage", form))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).isEmpty();

        at.slack.faults().next("chat.postMessage", new Fault.CutAfter());
        assertThatThrownBy(() -> at.post("chat.postMessage", form))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).hasSize(1);
    }

    @Test
    @Timeout(60)
    void a_call_can_hang_before_or_after_the_work() throws InterruptedException {
        at.slack.faults().next("chat.postMessage", new Fault.HangBefore());
        var before = Thread.ofVirtual().start(() -> patientPost("before"));
        await(() -> at.slack.calls().size() == 1);
        at.slack.faults().next("chat.postMessage", new Fault.HangAfter());
        var after = Thread.ofVirtual().start(() -> patientPost("after"));
        await(() -> at.slack.calls().size() == 2);

        assertThat(at.slack.sees(at.bob.id(), at.approvals))
                .extracting(SeenMessage::text)
                .containsExactly("after");
        assertThat(before.isAlive()).isTrue();
        assertThat(after.isAlive()).isTrue();
        at.slack.close();
        before.join();
        after.join();
    }

    @Test
    void a_slow_call_does_its_work_in_the_end() {
        at.slack.faults().next("auth.test", new Fault.Slow(Duration.ofMillis(1)));

        assertThat(at.post("auth.test", "").body()).contains("\"ok\":true");
    }

    @Test
    void people_can_be_looked_up_and_listed_page_by_page() {
        var guest = at.workspace.guest("gus");
        var single = at.workspace.singleChannelGuest("sam");
        var stranger = at.workspace.stranger("sue");
        at.workspace.deactivate(at.bob.id());

        assertThat(user(at.alice).path("is_restricted").asBoolean(true)).isFalse();
        assertThat(user(at.alice).at("/profile/email").asText()).isEqualTo("alice@example.com");
        assertThat(user(guest).path("is_restricted").asBoolean()).isTrue();
        assertThat(user(single).path("is_ultra_restricted").asBoolean()).isTrue();
        assertThat(user(stranger).path("is_stranger").asBoolean()).isTrue();
        assertThat(user(stranger).path("team_id").asText()).isNotEqualTo(at.workspace.teamId());
        assertThat(user(stranger).at("/profile/email").isMissingNode()).isTrue();
        assertThat(user(at.bob).path("deleted").asBoolean()).isTrue();
        assertThat(user(at.workspace.bot("robot")).path("is_bot").asBoolean()).isTrue();

        var first = at.call("users.list", Map.of("limit", "2"));
        String cursor = first.at("/response_metadata/next_cursor").asText();
        var second = at.call("users.list", Map.of("limit", "2", "cursor", cursor));
        assertThat(first.path("members")).hasSize(2);
        assertThat(second.path("members").path(0)).isNotEqualTo(first.path("members").path(0));
        assertThat(at.error("users.list", Map.of("cursor", "nonsense")))
                .isEqualTo("invalid_cursor");
        assertThat(at.error("users.list", Map.of("limit", "0"))).isEqualTo("invalid_limit");
        assertThat(at.error("users.list", Map.of("limit", "x"))).isEqualTo("invalid_arguments");
    }

    @Test
    void an_address_is_known_only_with_its_scope_and_only_of_active_people() {
        assertThat(at.error("users.lookupByEmail", Map.of("email", "nobody@example.com")))
                .isEqualTo("users_not_found");
        assertThat(
                        at.call("users.lookupByEmail", Map.of("email", "ALICE@example.com"))
                                .at("/user/id")
                                .asText())
                .isEqualTo(at.alice.id().value());
        at.workspace.deactivate(at.alice.id());
        assertThat(at.error("users.lookupByEmail", Map.of("email", "alice@example.com")))
                .isEqualTo("users_not_found");
        at.slack.install(Installation.usual().withoutScope("users:read.email"));
        assertThat(user(at.bob).at("/profile/email").isMissingNode()).isTrue();
        assertThat(at.error("users.info", Map.of("user", "U0"))).isEqualTo("user_not_found");
    }

    @Test
    void a_user_group_has_the_members_it_has_now() {
        UserGroupId group = at.workspace.userGroup("owners", at.alice.id());
        at.workspace.addToGroup(group, at.bob.id());
        at.workspace.removeFromGroup(group, at.alice.id());

        var users = at.call("usergroups.users.list", Map.of("usergroup", group.value()));
        assertThat(users.path("users").toString()).isEqualTo("[\"" + at.bob.id().value() + "\"]");
        assertThat(at.call("usergroups.list", Map.of()).at("/usergroups/0/handle").asText())
                .isEqualTo("owners");
        assertThat(at.error("usergroups.users.list", Map.of("usergroup", "S0")))
                .isEqualTo("no_such_subteam");
        at.workspace.disableGroup(group);
        assertThat(at.error("usergroups.users.list", Map.of("usergroup", group.value())))
                .isEqualTo("no_such_subteam");
        assertThat(at.call("usergroups.list", Map.of()).path("usergroups")).isEmpty();
    }

    private com.fasterxml.jackson.databind.JsonNode user(WorkspaceMember member) {
        return at.call("users.info", Map.of("user", member.id().value())).path("user");
    }

    private void patientPost(String text) {
        try {
            at.send(posting(text));
        } catch (UncheckedIOException _) {
            // The simulator was closed while this call waited, which is what the test wants.
        }
    }

    private HttpRequest posting(String text) {
        return HttpRequest.newBuilder(at.slack.apiUrl().resolve("chat.postMessage"))
                .header("Authorization", "Bearer " + at.slack.botToken().reveal())
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("text=" + text + "&channel=" + at.approvals.value()))
                .build();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
