package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.keydesk.entra.EntraFailure.NotAsked;
import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.EntraFailure.Unsure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

class EntraTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant END = Instant.parse("2027-02-20T09:00:00Z");
    private static final String APP = "0c26b421-895d-4bd9-88ac-f6a300e269d9";
    private static final String KEY = "f0b0b335-1111-4222-8333-444455556666";
    private static final String MADE = SecretMade.JSON;

    private final NastyGraph graph = new NastyGraph();
    private Instant now = NOW;
    private final Entra entra = new Entra(graph.settings(), EntraTimeouts.standard(), () -> now);

    @AfterEach
    void close() {
        entra.close();
        graph.close();
    }

    @Test
    void a_secret_is_asked_for_with_name_and_dates_and_handed_over() throws Exception {
        graph.next(200, MADE);

        var mintedSecret = entra.addPassword(APP, "Britive prod · KD-7F3K2-1", NOW, END);

        assertThat(mintedSecret.value().reveal()).startsWith("Q_e8Q~");
        assertThat(mintedSecret.keyId()).isEqualTo(KEY);
        assertThat(mintedSecret.hint()).isEqualTo("Q_e");
        assertThat(mintedSecret.displayName()).isEqualTo("Britive prod · KD-7F3K2-1");
        assertThat(mintedSecret.start()).isEqualTo(Instant.parse("2026-11-22T09:00:00.1234567Z"));
        assertThat(mintedSecret.end()).isEqualTo(END);
        var request = graph.onlyRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1.0/applications/" + APP + "/addPassword");
        assertThat(new ObjectMapper().readTree(request.body()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"passwordCredential":{
                                          "displayName":"Britive prod · KD-7F3K2-1",
                                          "startDateTime":"2026-11-22T09:00:00Z",
                                          "endDateTime":"2027-02-20T09:00:00Z"}}
                                        """));
    }

    @Test
    void every_request_carries_the_token_an_id_of_its_own_and_how_urgent_it_is() {
        graph.next(200, MADE).next(200, MADE);

        entra.addPassword(APP, "one", NOW, END);
        entra.addPassword(APP, "two", NOW, END);

        assertThat(graph.asked())
                .allSatisfy(request -> {
                    assertThat(request.header("Authorization"))
                            .isEqualTo("Bearer " + NastyGraph.Secrets.TOKEN);
                    assertThat(request.header("X-ms-throttle-priority")).isEqualTo("high");
                    assertThat(request.header("Client-request-id")).hasSize(36);
                })
                .extracting(request -> request.header("Client-request-id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void two_secrets_in_a_row_both_have_their_body_and_a_connection_of_their_own() {
        graph.next(200, MADE).next(200, MADE);

        entra.addPassword(APP, "one", NOW, END);
        entra.addPassword(APP, "two", NOW, END);

        assertThat(graph.asked().get(0).body()).contains("\"one\"");
        assertThat(graph.asked().get(1).body()).contains("\"two\"");
        assertThat(graph.asked()).extracting(NastyGraph.Asked::fromPort).doesNotHaveDuplicates();
    }

    @Test
    void a_secret_hides_itself_when_printed() {
        graph.next(200, MADE);

        assertThat(entra.addPassword(APP, "one", NOW, END).toString())
                .contains(KEY)
                .doesNotContain("Q_e");
    }

    @Test
    void a_nameless_secret_is_handed_over_as_nameless_so_that_it_can_be_removed() {
        graph.next(200, MADE.replace("\"Britive prod · KD-7F3K2-1\"", "null"));

        assertThat(entra.addPassword(APP, "one", NOW, END).displayName()).isEmpty();
    }

    @Test
    void an_answer_is_what_was_asked_if_name_and_end_are_the_same_to_the_second() {
        graph.next(200, MADE);
        var asked = END.plusNanos(509_187_011);

        var mintedSecret = entra.addPassword(APP, "Britive prod · KD-7F3K2-1", NOW, asked);

        assertThat(graph.onlyRequest().body()).contains("\"endDateTime\":\"2027-02-20T09:00:00Z\"");
        assertThat(mintedSecret.isWhatWasAsked("Britive prod · KD-7F3K2-1", asked)).isTrue();
        assertThat(mintedSecret.isWhatWasAsked("Britive prod · KD-7F3K2-2", asked)).isFalse();
        assertThat(mintedSecret.isWhatWasAsked("Britive prod · KD-7F3K2-1", asked.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void a_removal_names_the_key_and_is_believed_when_graph_says_204() {
        graph.next(204, "");

        entra.removePassword(APP, KEY);

        var request = graph.onlyRequest();
        assertThat(request.path()).isEqualTo("/v1.0/applications/" + APP + "/removePassword");
        assertThat(request.body()).isEqualTo("{\"keyId\":\"" + KEY + "\"}");
    }

    @Test
    void a_removal_that_a_gateway_answers_with_a_page_is_not_believed() {
        graph.next(NastyGraph.html(200));

        assertThatThrownBy(() -> entra.removePassword(APP, KEY)).isInstanceOf(Unsure.class);
    }

    @Test
    void an_app_is_read_live_with_its_secrets_and_what_they_may_lack() {
        graph.next(
                200,
                """
                {"@odata.context":"x","id":"0c26b421-895d-4bd9-88ac-f6a300e269d9",
                 "appId":"aaaaaaaa-0000-0000-0000-000000000001","displayName":"payroll-api",
                 "signInAudience":"AzureADMyOrg","passwordCredentials":[
                  {"keyId":"f0b0b335-1111-4222-8333-444455556666","displayName":"one","hint":"Q_e",
                   "secretText":null,"startDateTime":"2019-09-09T19:50:29.3086381Z",
                   "endDateTime":"2299-12-31T00:00:00Z","customKeyIdentifier":null},
                  {"keyId":"f0b0b335-1111-4222-8333-444455556667","displayName":null,"hint":null,
                   "startDateTime":"2026-01-01T00:00:00Z","endDateTime":"2027-01-01T00:00:00Z"}]}
                """);

        var app = entra.read(APP);

        assertThat(app.clientId()).isEqualTo("aaaaaaaa-0000-0000-0000-000000000001");
        assertThat(app.name()).isEqualTo("payroll-api");
        assertThat(app.signInAudience()).isEqualTo("AzureADMyOrg");
        assertThat(app.secrets())
                .containsExactly(
                        new AppRegistration.Secret(
                                KEY,
                                Optional.of("one"),
                                Optional.of("Q_e"),
                                Instant.parse("2019-09-09T19:50:29.3086381Z"),
                                Instant.parse("2299-12-31T00:00:00Z")),
                        new AppRegistration.Secret(
                                "f0b0b335-1111-4222-8333-444455556667",
                                Optional.empty(),
                                Optional.empty(),
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2027-01-01T00:00:00Z")));
        var request = graph.onlyRequest();
        assertThat(request.query())
                .hasValue("$select=id,appId,displayName,signInAudience,tags,passwordCredentials");
        assertThat(request.header("X-ms-throttle-priority")).isEqualTo("high");
    }

    @Test
    void an_id_that_is_not_a_key_id_is_never_asked_about() {
        assertThatThrownBy(() -> entra.removePassword(APP, "not-a-key"))
                .isInstanceOf(NotAsked.class);
        assertThat(graph.asked()).isEmpty();
    }

    @Test
    void an_app_id_with_slashes_stays_one_part_of_the_path() {
        graph.next(404, "");

        assertThatThrownBy(() -> entra.read("../users/x?y")).isInstanceOf(Unsure.class);

        assertThat(graph.onlyRequest().path()).startsWith("/v1.0/applications/");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void owners_are_read_as_graph_gives_them_where_it_refuses_further_properties(int status) {
        graph.next(status, "{\"error\":{\"code\":\"Refused\"}}")
                .next(
                        200,
                        "{\"value\":[{\"@odata.type\":\"#microsoft.graph.user\","
                                + "\"mail\":\"alice@example.com\"}]}");

        assertThat(entra.owners(APP).orElseThrow())
                .singleElement()
                .extracting(AppOwner::mail)
                .isEqualTo(Optional.of("alice@example.com"));
        assertThat(graph.asked()).hasSize(2);

        graph.next(200, "{\"value\":[]}");
        entra.owners(APP);
        assertThat(graph.asked()).as("what was refused is not asked again").hasSize(3);
        assertThat(graph.asked().getLast().query()).isEqualTo(Optional.empty());

        now = now.plus(Duration.ofDays(1));
        graph.next(200, "{\"value\":[]}");
        entra.owners(APP);
        assertThat(graph.asked().getLast().query().orElseThrow())
                .as("the permission may have come")
                .contains("proxyAddresses");
    }

    @Test
    void where_owners_are_refused_altogether_nothing_is_learnt_about_their_properties() {
        for (int again = 0; again < 2; again++) {
            graph.next(403, "{\"error\":{\"code\":\"Refused\"}}")
                    .next(403, "{\"error\":{\"code\":\"Refused\"}}");
            assertThatThrownBy(() -> entra.owners(APP)).isInstanceOf(Refused.class);
        }
        assertThat(graph.asked()).hasSize(4);
    }

    @Test
    void without_ownership_people_are_given_the_command_that_mends_it() {
        graph.next(403, "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}");

        assertThatThrownBy(() -> entra.addPassword(APP, "one", NOW, END))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("nothing was created")
                .hasMessageContaining(
                        "az ad app owner add --id "
                                + APP
                                + " --owner-object-id $(az ad sp show --id"
                                + " 22222222-2222-2222-2222-222222222222 --query id --output tsv)");
    }

    @Test
    void the_facts_for_the_log_name_the_call_and_both_request_ids() {
        graph.next(
                NastyGraph.with(
                        400,
                        Map.of("Content-Type", "application/json", "request-id", "abc-123"),
                        "{\"error\":{\"code\":\"TooManyAppPasswords\"}}"));

        var refused =
                catchThrowableOfType(Refused.class, () -> entra.addPassword(APP, "one", NOW, END));

        assertThat(refused.facts().call()).isEqualTo("addPassword");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).hasValue("TooManyAppPasswords");
        assertThat(refused.facts().requestId()).hasValue("abc-123");
        assertThat(refused.facts().clientRequestId())
                .isEqualTo(graph.onlyRequest().header("Client-request-id"));
    }

    @Test
    void a_closed_port_means_entra_was_not_asked() {
        try (var nobody =
                new Entra(
                        NastyGraph.settingsOfNobody(),
                        EntraTimeouts.standard(),
                        InstantSource.fixed(NOW))) {
            assertThatThrownBy(() -> nobody.addPassword(APP, "one", NOW, END))
                    .isInstanceOf(NotAsked.class)
                    .hasMessageContaining("could not reach 127.0.0.1");
        }
    }

    @Test
    void silence_after_the_request_was_sent_leaves_us_unsure() throws Exception {
        graph.next(graph.hang()).next(graph.hang());
        var impatient =
                new EntraTimeouts(
                        Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(30));
        try (var waiting = new Entra(graph.settings(), impatient, InstantSource.fixed(NOW))) {
            assertThatThrownBy(() -> waiting.addPassword(APP, "one", NOW, END))
                    .isInstanceOf(Unsure.class)
                    .hasMessageContaining("SocketTimeoutException");
            graph.awaitHanging();
            assertThat(graph.asked()).as("requests for a write").hasSize(1);
            assertThatThrownBy(() -> waiting.read(APP)).isInstanceOf(Unsure.class);
        }
    }
}
