package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The simulator remembers what it was asked, and no secret. */
class NotesTest {
    private final Lab lab = Lab.withEveryPermission();
    private final Application app = lab.tenant.app("payroll-api");

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void every_call_of_graph_is_noted() {
        var listed = lab.get("/applications?$top=5");
        lab.addPassword(app.id(), "{ \"passwordCredential\": {\"displayName\":\"x\"} }");
        lab.get("/nothing");

        var calls = lab.entra.calls();
        assertThat(calls)
                .extracting(GraphCall::name)
                .containsExactly("listApplications", "addPassword", "unknown");
        assertThat(calls).extracting(GraphCall::status).containsExactly(200, 200, 400);
        assertThat(calls.getFirst())
                .isEqualTo(
                        new GraphCall(
                                lab.now(),
                                "listApplications",
                                "GET",
                                "/v1.0/applications",
                                "$top=5",
                                "",
                                200,
                                listed.header("request-id")));
        assertThat(calls.get(1).body())
                .isEqualTo("{\"passwordCredential\":{\"displayName\":\"x\"}}");
    }

    @Test
    void a_value_the_caller_tried_to_set_is_left_out() {
        lab.addPassword(app.id(), "{\"passwordCredential\":{\"secretText\":\"chosen\"}}");
        lab.addPassword(app.id(), "{\"passwordCredential\":{\"secretText\":\"chosen\"");

        assertThat(lab.entra.calls())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.toString()).doesNotContain("chosen"));
    }

    @Test
    void a_sandbox_that_runs_for_weeks_forgets_the_oldest_calls() {
        var notes = new CallNotes(lab.clock, () -> {});
        for (int i = 0; i < CallNotes.KEPT + 5; i++) {
            var request = new EntraHttpRequest("GET", "/" + i, "", Map.of(), Map.of(), "");
            notes.add("unknown", request, EntraHttpAnswer.empty(404));
        }

        assertThat(notes.calls()).hasSize(CallNotes.KEPT);
        assertThat(notes.calls().getFirst().path()).isEqualTo("/5");
    }

    @Test
    void nothing_of_a_sign_in_is_noted() {
        lab.signIn(Lab.form(lab.desk.appId(), Lab.DESK_SECRET));

        assertThat(lab.entra.calls()).isEmpty();
    }

    @Test
    void no_secret_prints_itself() {
        var secret = lab.tenant.existingSecret(app.id(), "old", lab.now(), lab.inDays(1));
        var value = lab.tenant.valueOf(secret.keyId()).reveal();

        assertThat(lab.tenant.application(app.id()).toString()).doesNotContain(value);
        assertThat(lab.tenant.mint(app.id(), "n", lab.now(), lab.inDays(1)).toString())
                .contains("(hidden)");
    }

    @Test
    void a_request_that_does_not_fit_the_schema_is_noted() {
        lab.addPassword(app.id(), "{\"passwordCredential\":{\"displayName\":7}}");

        assertThat(lab.entra.schemaProblems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith("request of addPassword: "));
    }

    @Test
    void listeners_hear_of_calls_and_of_changes_by_hand() {
        var heard = new AtomicInteger();
        lab.entra.onChange(heard::incrementAndGet);

        lab.tenant.rename(app.id(), "payroll-api-2");
        assertThat(heard).hasValue(1);
        lab.get("/applications");
        assertThat(heard).hasValue(2);
        lab.addPassword(app.id(), "{}");
        assertThat(heard).hasValueGreaterThan(2);
    }
}
