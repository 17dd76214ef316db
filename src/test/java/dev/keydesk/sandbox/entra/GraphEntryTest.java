package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Graph's front door lets in nobody without a good token, and nothing it does not know. */
class GraphEntryTest {
    private final Lab lab = Lab.withEveryPermission();
    private final Application app = lab.tenant.app("payroll-api");

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_call_without_a_token_is_refused() {
        var bare = HttpRequest.newBuilder(URI.create(lab.entra.graphUrl() + "/applications"));
        var reply = lab.send(bare);

        assertThat(reply.refusal()).isEqualTo("401 InvalidAuthenticationToken");
        assertThat(reply.text("/error/message")).isEqualTo("Access token is empty.");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b", "a.b.c", "a.b.%%%", "e30.e30.e30"})
    void a_token_of_somebody_else_is_refused(String token) {
        lab.useToken(token);

        assertThat(lab.get("/applications").refusal()).isEqualTo("401 InvalidAuthenticationToken");
    }

    @Test
    void a_token_that_was_changed_is_refused() {
        var parts = tokenOfDesk().split("\\.", -1);
        lab.useToken(parts[0] + "." + parts[1] + "A." + parts[2]);

        assertThat(lab.get("/applications").refusal()).isEqualTo("401 InvalidAuthenticationToken");
    }

    @Test
    void a_token_is_good_for_an_hour() {
        lab.useToken(tokenOfDesk());
        lab.clock.passes(Duration.ofMinutes(59));
        assertThat(lab.get("/applications").status()).isEqualTo(200);

        lab.clock.passes(Duration.ofMinutes(1));
        var reply = lab.get("/applications");
        assertThat(reply.refusal()).isEqualTo("401 InvalidAuthenticationToken");
        assertThat(reply.text("/error/message")).contains("expired");
    }

    @Test
    void a_token_for_another_audience_is_refused() {
        var tokens = new AccessTokens(Lab.TENANT, lab.clock);
        var caller = new Caller("app", Optional.empty(), Set.of());
        var token = tokens.issue(caller, "https://vault.azure.net");

        assertThatThrownBy(() -> tokens.read(token, AccessTokens.GRAPH))
                .hasMessageContaining("Invalid audience");
        assertThat(tokens.read(token, "https://vault.azure.net")).isEqualTo(caller);
    }

    @Test
    void a_permission_granted_later_needs_a_new_token() {
        lab.useToken(tokenOfDesk());
        lab.tenant.servicePrincipal(deskObjectId());

        assertThat(lab.get("/applications").status()).isEqualTo(200);
        lab.useToken(tokenOfDesk());
        assertThat(lab.get("/applications").refusal()).isEqualTo("403 Authorization_RequestDenied");
    }

    @Test
    void the_fixed_token_speaks_for_the_desk_with_its_present_permissions() {
        assertThat(lab.get("/applications").status()).isEqualTo(200);

        lab.tenant.servicePrincipal(deskObjectId());
        assertThat(lab.get("/applications").refusal()).isEqualTo("403 Authorization_RequestDenied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | /v1.0/applications/{app}/secrets        | 400 BadRequest
                    GET    | /v1.0/nothing                           | 400 BadRequest
                    GET    | /beta/applications                      | 400 BadRequest
                    GET    | /                                       | 400 BadRequest
                    DELETE | /v1.0/applications/{app}/removePassword | 405 Request_BadRequest
                    GET    | /v1.0/applications/{app}/addPassword    | 405 Request_BadRequest
                    PATCH  | /v1.0/applications/{app}                | 405 Request_BadRequest
                    POST   | /v1.0/users                             | 405 Request_BadRequest
                    """)
    void what_graph_does_not_know_is_refused(String method, String path, String refusal) {
        var address = lab.entra.graphUrl().resolve(path.replace("{app}", app.id()));
        var request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer fixed-token")
                        .method(method, HttpRequest.BodyPublishers.noBody());

        assertThat(lab.send(request).refusal()).isEqualTo(refusal);
    }

    @Test
    void every_answer_carries_ids_and_gives_the_callers_own_back() {
        var good = lab.get("/applications", "client-request-id", "mine-1");
        var bad = lab.get("/nothing", "client-request-id", "mine-2");

        assertThat(good.header("client-request-id")).isEqualTo("mine-1");
        assertThat(good.header("request-id")).isNotEmpty();
        assertThat(bad.text("/error/innerError/client-request-id")).isEqualTo("mine-2");
        assertThat(bad.text("/error/innerError/request-id")).isEqualTo(bad.header("request-id"));
        assertThat(bad.text("/error/innerError/date")).isEqualTo("2026-11-22T09:00:00");
        assertThat(bad.header("request-id")).isNotEqualTo(good.header("request-id"));
    }

    private String tokenOfDesk() {
        return lab.signIn(Lab.form(lab.desk.appId(), Lab.DESK_SECRET)).text("/access_token");
    }

    private String deskObjectId() {
        return lab.tenant.applications().stream()
                .filter(app -> app.appId().equals(lab.desk.appId()))
                .map(Application::id)
                .findFirst()
                .orElseThrow();
    }
}
