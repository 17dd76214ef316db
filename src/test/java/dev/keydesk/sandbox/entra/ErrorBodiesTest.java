package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

/** Refusals read as those collected from the real Entra, except for ids, dates and names. */
class ErrorBodiesTest {
    private static final JsonNode EXAMPLES = GraphSchema.read("error-examples.json");
    private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Lab lab = Lab.withEveryPermission();
    private final Application app = lab.tenant.app("payroll-api");

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_conflict() {
        lab.entra.setTiming(Timing.immediate().withChangeDistance(Duration.ofSeconds(2)));
        lab.addPassword(app.id(), "{}");

        assertReads(lab.addPassword(app.id(), "{}"), "addPassword_409_concurrency");
    }

    @Test
    void a_lifetime_beyond_the_policy() {
        lab.tenant.setPolicy(SecretPolicy.atMost(Duration.ofDays(1)));

        assertReads(lab.addPassword(app.id(), "{}"), "addPassword_400_lifetime_policy");
    }

    @Test
    void secrets_forbidden_by_the_policy() {
        lab.tenant.setPolicy(SecretPolicy.forbidden());

        assertReads(lab.addPassword(app.id(), "{}"), "addPassword_400_secrets_blocked");
    }

    @Test
    void too_many_secrets() {
        lab.tenant.change(app.id(), a -> a.withSignInAudience(Application.PERSONAL_ACCOUNTS_TOO));
        lab.addPassword(app.id(), "{}");
        lab.addPassword(app.id(), "{}");

        assertReads(lab.addPassword(app.id(), "{}"), "addPassword_400_too_many_MSA");
    }

    @Test
    void a_missing_permission() {
        try (var weak = new Lab()) {
            assertReads(weak.get("/applications"), "any_403_denied");
        }
    }

    @Test
    void a_missing_app() {
        assertReads(lab.get("/applications/" + UUID.randomUUID()), "any_404");
    }

    @Test
    void a_wrong_selection() {
        assertReads(lab.get("/applications?$select=nothing"), "any_400_bad_select");
    }

    @Test
    void a_removal_too_soon() {
        lab.entra.setTiming(Timing.immediate().withRemoveWindow(Duration.ofSeconds(10)));
        var keyId = lab.addPassword(app.id(), "{}").text("/keyId");

        assertReads(lab.removePassword(app.id(), keyId), "removePassword_400_race");
    }

    @Test
    void a_wrong_secret() {
        var reply =
                lab.signIn(
                        "grant_type=client_credentials&scope=https://graph.microsoft.com/.default&client_id="
                                + app.appId()
                                + "&client_secret=wrong");

        assertTokenError(reply, "token_401_bad_secret");
    }

    @Test
    void an_expired_secret() {
        var secret = lab.tenant.existingSecret(app.id(), "old", lab.inDays(-9), lab.inDays(-1));
        var form = Lab.form(app.appId(), lab.tenant.valueOf(secret.keyId()));

        assertTokenError(lab.signIn(form), "token_401_expired_secret");
    }

    @Test
    void planned_faults() {
        assertThat(EntraFault.throttled(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Fault.Refuse.class,
                        fault -> {
                            var example = EXAMPLES.path("any_429");
                            assertThat(fault.status()).isEqualTo(429);
                            assertThat(fault.headers()).containsEntry("Retry-After", "10");
                            assertThat(fault.body())
                                    .contains(example.at("/body/error/code").asText())
                                    .contains(example.at("/body/error/message").asText());
                        });
    }

    private static void assertReads(Lab.Reply reply, String example) {
        var expected = EXAMPLES.path(example);
        assertThat(reply.status()).isEqualTo(expected.path("status").asInt());
        assertThat(alike(reply.json())).isEqualTo(alike(expected.path("body")));
        assertThat(reply.text("/error/innerError/request-id")).matches(GUID);
    }

    private void assertTokenError(Lab.Reply reply, String example) {
        var expected = EXAMPLES.path(example);
        var ours = (ObjectNode) reply.json();
        var theirs = (ObjectNode) expected.path("body").deepCopy();
        assertThat(reply.status()).isEqualTo(expected.path("status").asInt());
        assertThat(ours.fieldNames()).toIterable().containsExactlyElementsOf(theirs::fieldNames);
        assertThat(description(ours).replace(app.appId(), "<appId>"))
                .isEqualTo(description(theirs));
        assertThat(ours.path("error")).isEqualTo(theirs.path("error"));
        assertThat(ours.path("error_codes")).isEqualTo(theirs.path("error_codes"));
        assertThat(ours.path("error_uri")).isEqualTo(theirs.path("error_uri"));
        assertThat(ours.path("timestamp").asText()).isEqualTo("2026-11-22 09:00:00Z");
        assertThat(ours.path("trace_id").asText()).matches(GUID);
    }

    /** Microsoft writes the ids behind a blank in one message and behind new lines in another. */
    private static String description(JsonNode body) {
        var text = body.path("error_description").asText();
        return text.substring(0, text.indexOf("Trace ID:")).strip();
    }

    /** The same error whatever its ids, dates and names are. */
    private static JsonNode alike(JsonNode body) {
        var copy = (ObjectNode) body.deepCopy();
        var error = (ObjectNode) copy.path("error");
        error.putObject("innerError");
        error.put("message", alike(error.path("message").asText()));
        error.path("details")
                .forEach(detail -> {
                    if (detail.has("message")) {
                        ((ObjectNode) detail)
                                .put("message", alike(detail.path("message").asText()));
                    }
                });
        return copy;
    }

    private static String alike(String message) {
        return message.replaceAll("'[^']*'", "'...'");
    }
}
