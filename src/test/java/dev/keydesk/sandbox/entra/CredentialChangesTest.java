package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SecretText;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Secrets are added and removed by Entra's rules, also those that hurt. */
class CredentialChangesTest {
    private static final String ASKED =
            """
            {"passwordCredential":{"displayName":"nightly export",
             "startDateTime":"2026-11-22T09:00:00Z","endDateTime":"2027-02-20T09:00:00+00:00"}}
            """;

    private final Lab lab = Lab.withEveryPermission();
    private final Application app = lab.tenant.app("payroll-api");

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_secret_is_made_as_asked_and_its_value_shown_once() {
        var made = lab.addPassword(app.id(), ASKED);
        var value = made.text("/secretText");

        assertThat(made.status()).isEqualTo(200);
        assertThat(value).matches("[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{34}");
        assertThat(made.text("/hint")).isEqualTo(value.substring(0, 3));
        assertThat(made.text("/displayName")).isEqualTo("nightly export");
        assertThat(made.text("/startDateTime")).isEqualTo("2026-11-22T09:00:00Z");
        assertThat(made.text("/endDateTime")).isEqualTo("2027-02-20T09:00:00Z");
        assertThat(made.at("/customKeyIdentifier").isNull()).isTrue();
        assertThat(UUID.fromString(made.text("/keyId")).version()).isEqualTo(4);
        assertThat(made.text("/@odata.context"))
                .isEqualTo(lab.entra.graphUrl() + "/$metadata#microsoft.graph.passwordCredential");
        assertThat(lab.get("/applications/" + app.id()).http().body()).doesNotContain(value);
        assertThat(lab.tenant.mintedValues()).containsExactly(SecretText.of(value));
        assertThat(lab.tenant.valueOf(made.text("/keyId"))).isEqualTo(SecretText.of(value));
        assertThat(lab.entra.schemaProblems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"passwordCredential\":null}",
                "{\"passwordCredential\":{}}",
                "{\"displayName\":\"x\",\"endDateTime\":\"2026-12-01T00:00:00Z\"}"
            })
    void a_body_that_asks_for_nothing_makes_a_nameless_secret_for_two_years(String body) {
        var made = lab.addPassword(app.id(), body);

        assertThat(made.at("/displayName").isNull()).isTrue();
        assertThat(made.text("/startDateTime")).isEqualTo("2026-11-22T09:00:00.1234567Z");
        assertThat(made.text("/endDateTime")).isEqualTo("2028-11-22T09:00:00.1234567Z");
        assertThat(lab.tenant.secretsOf(app.id()))
                .singleElement()
                .satisfies(secret -> assertThat(secret.displayName()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"endDateTime":"2026-11-22T08:00:00Z"}                                        | 400 Request_BadRequest
                    {"startDateTime":"2027-01-01T00:00:00Z","endDateTime":"2027-01-01T00:00:00Z"} | 400 Request_BadRequest
                    {"startDateTime":"2027-01-01T00:00:00Z","endDateTime":"2026-12-01T00:00:00Z"} | 400 Request_BadRequest
                    {"secretText":"chosen-by-the-caller"}                                         | 400 Request_BadRequest
                    {"keyId":"7e8a0b0e-5d2b-4f4b-9d0a-3f1f1d1b5c11"}                              | 400 Request_BadRequest
                    {"hint":"abc"}                                                                | 400 Request_BadRequest
                    {"customKeyIdentifier":"YWJj"}                                                | 400 Request_BadRequest
                    {"name":"wrong field"}                                                        | 400 BadRequest
                    {"displayName":7}                                                             | 400 BadRequest
                    {"endDateTime":"next year"}                                                   | 400 BadRequest
                    {"endDateTime":"2027-02-31T00:00:00Z"}                                        | 400 BadRequest
                    {"endDateTime":"2027-02-20"}                                                  | 400 BadRequest
                    {"endDateTime":"2027-02-20T00:00:00.123456789012Z"}                           | 400 BadRequest
                    {"endDateTime":"12027-02-20T00:00:00Z"}                                       | 400 BadRequest
                    {"endDateTime":1800000000}                                                    | 400 BadRequest
                    "a string"                                                                    | 400 BadRequest
                    []                                                                            | 400 BadRequest
                    """)
    void a_wish_that_makes_no_sense_is_refused(String credential, String refusal) {
        var reply = lab.addPassword(app.id(), "{\"passwordCredential\":" + credential + "}");

        assertThat(reply.refusal()).isEqualTo(refusal);
        assertThat(lab.tenant.secretsOf(app.id())).isEmpty();
        assertThat(lab.tenant.mintedValues()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "null"})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(lab.addPassword(app.id(), body).refusal()).isEqualTo("400 BadRequest");
    }

    @Test
    void a_body_has_to_say_that_it_is_json() {
        var request =
                lab.request("/applications/" + app.id() + "/addPassword")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));

        assertThat(lab.send(request).refusal()).isEqualTo("400 BadRequest");
    }

    @Test
    void an_empty_value_for_what_entra_chooses_is_let_pass() {
        var body = "{\"passwordCredential\":{\"secretText\":null,\"@odata.type\":\"x\"}}";

        assertThat(lab.addPassword(app.id(), body).status()).isEqualTo(200);
    }

    @Test
    void a_date_more_precise_than_entra_keeps_loses_its_end() {
        var made =
                lab.addPassword(
                        app.id(),
                        "{\"passwordCredential\":{\"endDateTime\":\"2027-01-01T00:00:00.123456789Z\"}}");

        assertThat(made.text("/endDateTime")).isEqualTo("2027-01-01T00:00:00.1234567Z");
        assertThat(lab.tenant.secretsOf(app.id()).getFirst().end())
                .isEqualTo(Instant.parse("2027-01-01T00:00:00.1234567Z"));
    }

    @Test
    void the_app_id_is_no_object_id() {
        var reply = lab.addPassword(app.appId(), ASKED);

        assertThat(reply.refusal()).isEqualTo("404 Request_ResourceNotFound");
        var path = "/applications(appId='" + app.appId() + "')";
        var made = lab.post(path + "/addPassword", ASKED);
        assertThat(made.status()).isEqualTo(200);
        var removal = "{\"keyId\":\"" + made.text("/keyId") + "\"}";
        assertThat(lab.post(path + "/removePassword", removal).status()).isEqualTo(204);
        assertThat(lab.post("/applications(appId='" + app.id() + "')/addPassword", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void an_app_for_personal_accounts_holds_two_secrets() {
        lab.tenant.change(app.id(), a -> a.withSignInAudience(Application.PERSONAL_ACCOUNTS_TOO));
        lab.addPassword(app.id(), "{}");
        lab.addPassword(app.id(), "{}");

        assertThat(lab.addPassword(app.id(), "{}").refusal()).isEqualTo("400 TooManyAppPasswords");
        assertThat(lab.tenant.secretsOf(app.id())).hasSize(2);
    }

    @Test
    void a_tenant_may_forbid_secrets() {
        lab.tenant.setPolicy(SecretPolicy.forbidden());

        assertThat(lab.addPassword(app.id(), ASKED).refusal())
                .isEqualTo("400 CredentialTypeNotAllowedAsPerAppPolicy");
    }

    @Test
    void a_tenant_may_limit_the_lifetime() {
        lab.tenant.setPolicy(SecretPolicy.atMost(Duration.ofDays(90)));
        assertThat(lab.addPassword(app.id(), ASKED).status()).isEqualTo(200);

        lab.tenant.setPolicy(SecretPolicy.atMost(Duration.ofDays(90).minusSeconds(1)));
        assertThat(lab.addPassword(app.id(), ASKED).refusal())
                .isEqualTo("400 CredentialInvalidLifetimeAsPerAppPolicy");
        assertThat(lab.addPassword(app.id(), "{}").refusal())
                .isEqualTo("400 CredentialInvalidLifetimeAsPerAppPolicy");
    }

    @Test
    void a_policy_may_spare_older_apps() {
        lab.tenant.setPolicy(SecretPolicy.forbidden().forAppsCreatedAfter(lab.now()));
        lab.tenant.change(app.id(), a -> a.withCreatedDateTime(lab.now().minusSeconds(1)));
        assertThat(lab.addPassword(app.id(), ASKED).status()).isEqualTo(200);

        lab.tenant.change(app.id(), a -> a.withCreatedDateTime(lab.now()));
        assertThat(lab.addPassword(app.id(), ASKED).status()).isEqualTo(400);
    }

    @Test
    void two_changes_of_one_app_must_keep_a_distance() {
        lab.entra.setTiming(Timing.immediate().withChangeDistance(Duration.ofSeconds(2)));
        var other = lab.tenant.app("other");
        var old = lab.tenant.existingSecret(app.id(), "old", lab.now(), lab.inDays(9));

        assertThat(lab.addPassword(app.id(), ASKED).status()).isEqualTo(200);
        lab.clock.passes(Duration.ofMillis(1999));
        assertThat(lab.addPassword(app.id(), ASKED).refusal())
                .isEqualTo("409 Directory_ConcurrencyViolation");
        assertThat(lab.removePassword(app.id(), old.keyId()).refusal())
                .isEqualTo("409 Directory_ConcurrencyViolation");
        assertThat(lab.addPassword(other.id(), ASKED).status()).isEqualTo(200);
        lab.clock.passes(Duration.ofMillis(1));
        assertThat(lab.removePassword(app.id(), old.keyId()).status()).isEqualTo(204);
        assertThat(lab.addPassword(app.id(), ASKED).status()).isEqualTo(409);
    }

    @Test
    void of_two_changes_at_once_one_is_made() throws Exception {
        lab.entra.setTiming(Timing.immediate().withChangeDistance(Duration.ofSeconds(2)));
        Callable<Integer> add = () -> lab.addPassword(app.id(), ASKED).status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(add);
            var second = threads.submit(add);

            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(lab.tenant.secretsOf(app.id())).hasSize(1);
    }

    @Test
    void a_key_just_made_cannot_be_removed_yet() {
        lab.entra.setTiming(Timing.immediate().withRemoveWindow(Duration.ofSeconds(10)));
        var keyId = lab.addPassword(app.id(), ASKED).text("/keyId");

        lab.clock.passes(Duration.ofMillis(9999));
        assertThat(lab.removePassword(app.id(), keyId).refusal())
                .isEqualTo("400 Request_BadRequest");
        lab.clock.passes(Duration.ofMillis(1));
        assertThat(lab.removePassword(app.id(), keyId).status()).isEqualTo(204);
        assertThat(lab.tenant.secretsOf(app.id())).isEmpty();
    }

    @Test
    void a_key_is_removed_once() {
        var one = lab.tenant.existingSecret(app.id(), "one", lab.now(), lab.inDays(9));
        var two = lab.tenant.existingSecret(app.id(), "two", lab.now(), lab.inDays(9));
        lab.entra.setTiming(Timing.immediate().withRemoveWindow(Duration.ofSeconds(10)));

        var removed = lab.removePassword(app.id(), one.keyId());
        assertThat(removed.status()).isEqualTo(204);
        assertThat(removed.http().body()).isEmpty();
        assertThat(lab.removePassword(app.id(), one.keyId()).refusal())
                .isEqualTo("400 Request_BadRequest");
        assertThat(lab.tenant.secretsOf(app.id())).containsExactly(two);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"keyId":"7e8a0b0e-5d2b-4f4b-9d0a-3f1f1d1b5c11"} | 400 Request_BadRequest
                    {}                                               | 400 Request_BadRequest
                    {"keyId":null}                                   | 400 BadRequest
                    {"keyId":"nightly export"}                       | 400 BadRequest
                    """)
    void a_key_that_is_not_there_cannot_be_removed(String body, String refusal) {
        var path = "/applications/" + app.id() + "/removePassword";

        assertThat(lab.post(path, body).refusal()).isEqualTo(refusal);
    }

    @Test
    void changes_act_on_the_true_state_and_reads_follow_later() {
        lab.entra.setTiming(Timing.realistic());
        var made = lab.addPassword(app.id(), ASKED);

        var path = "/applications/" + app.id() + "?$select=passwordCredentials";
        assertThat(lab.tenant.secretsOf(app.id())).hasSize(1);
        assertThat(lab.get(path).at("/passwordCredentials")).isEmpty();
        lab.clock.passes(Duration.ofSeconds(2));
        assertThat(lab.get(path).text("/passwordCredentials/0/keyId"))
                .isEqualTo(made.text("/keyId"));
    }
}
