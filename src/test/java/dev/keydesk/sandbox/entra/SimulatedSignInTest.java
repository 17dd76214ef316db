package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SecretText;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The token endpoint signs in who it should, and says Microsoft's numbers to everybody else. */
class SimulatedSignInTest {
    private static final String SCOPE = "https%3A%2F%2Fgraph.microsoft.com%2F.default";
    private static final String ASSERTION =
            "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";

    private final Lab lab = Lab.withEveryPermission();
    private final Application app = lab.tenant.app("payroll-api");

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void the_desk_gets_a_bearer_token_that_says_what_it_may() {
        var reply = lab.signIn(Lab.form(lab.desk.appId(), Lab.DESK_SECRET));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/token_type")).isEqualTo("Bearer");
        assertThat(reply.at("/expires_in").asInt()).isEqualTo(3599);
        var claims = claims(reply.text("/access_token"));
        assertThat(claims)
                .contains("\"appid\":\"" + lab.desk.appId() + "\"")
                .contains("\"tid\":\"" + Lab.TENANT + "\"")
                .contains(
                        "\"roles\":[\"Application.ReadWrite.All\",\"GroupMember.Read.All\",\"Policy.Read.All\",\"User.Read.All\"]");
    }

    @Test
    void an_app_without_permissions_signs_in_but_may_nothing() {
        var secret = lab.tenant.existingSecret(app.id(), "old", lab.now(), lab.inDays(1));
        var reply = lab.signIn(Lab.form(app.appId(), lab.tenant.valueOf(secret.keyId())));
        lab.useToken(reply.text("/access_token"));

        assertThat(claims(reply.text("/access_token"))).doesNotContain("roles");
        assertThat(lab.get("/applications").refusal()).isEqualTo("403 Authorization_RequestDenied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    grant_type=client_credentials&scope={scope}&client_id={id}&client_secret=wrong         | 401 | invalid_client         | 7000215
                    grant_type=client_credentials&scope={scope}&client_id={id}                             | 401 | invalid_client         | 7000216
                    grant_type=client_credentials&scope={scope}&client_id={id}&client_secret=              | 401 | invalid_client         | 7000216
                    grant_type=client_credentials&scope={scope}&client_id=stranger&client_secret={secret}  | 400 | unauthorized_client    | 700016
                    grant_type=client_credentials&scope={scope}&client_secret={secret}                     | 400 | invalid_request        | 900144
                    grant_type=client_credentials&client_id={id}&client_secret={secret}                    | 400 | invalid_request        | 900144
                    scope={scope}&client_id={id}&client_secret={secret}                                    | 400 | invalid_request        | 900144
                    grant_type=password&scope={scope}&client_id={id}&client_secret={secret}                | 400 | unsupported_grant_type | 70003
                    grant_type=client_credentials&scope=User.Read&client_id={id}&client_secret={secret}    | 400 | invalid_scope          | 1002012
                    grant_type=client_credentials&scope=openid+profile&client_id={id}&client_secret={secret} | 400 | invalid_scope        | 1002012
                    grant_type=client_credentials&scope=http%3A%2F%2F127.0.0.1%2F.default&client_id={id}&client_secret={secret} | 400 | invalid_resource | 500011
                    grant_type=client_credentials&scope={scope}&client_id={id}&client_assertion_type={type}&client_assertion=abc | 400 | invalid_request | 50027
                    grant_type=client_credentials&scope={scope}&client_id={id}&client_assertion_type={type}&client_assertion=a.b.%25%25 | 400 | invalid_request | 50027
                    grant_type=client_credentials&scope={scope}&client_id={id}&client_assertion_type={type}&client_assertion=e30.e30.c2ln | 400 | invalid_request | 50027
                    grant_type=client_credentials&scope={scope}&client_id={id}&client_assertion_type={type}&client_assertion=bm8.bm8.c2ln | 400 | invalid_request | 50027
                    grant_type=client_credentials&scope={scope}&client_id={id}&client_assertion_type=jwt&client_assertion={jwt}  | 400 | invalid_request | 50027
                    grant_type=client_credentials&scope={scope}&client_id={id}&client_assertion_type={type}&client_assertion={unsigned} | 400 | invalid_request | 50027
                    grant_type=client_credentials&scope={scope}&client_id=stranger&client_assertion_type={type}&client_assertion={jwt} | 400 | unauthorized_client | 700016
                    """)
    void a_form_that_breaks_a_rule_is_refused(String form, int status, String error, int number) {
        var reply = lab.signIn(filled(form));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text("/error")).isEqualTo(error);
        assertThat(reply.at("/error_codes/0").asInt()).isEqualTo(number);
        assertThat(reply.text("/error_description")).startsWith("AADSTS" + number + ": ");
    }

    @Test
    void another_tenant_is_not_here() {
        var reply = lab.signIn("contoso", Lab.form(lab.desk.appId(), Lab.DESK_SECRET));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/error_codes/0").asInt()).isEqualTo(90002);
    }

    @Test
    void the_endpoint_takes_no_get() {
        var address = lab.entra.authorityHost().resolve(Lab.TENANT + "/oauth2/v2.0/token");

        assertThat(lab.https(HttpRequest.newBuilder(address)).at("/error_codes/0").asInt())
                .isEqualTo(900561);
    }

    @Test
    void a_well_formed_assertion_signs_in() {
        var form =
                filled(
                        "grant_type=client_credentials&scope={scope}&client_id={id}&client_assertion_type={type}&client_assertion={jwt}");

        assertThat(lab.signIn(form).status()).isEqualTo(200);
    }

    @Test
    void a_new_secret_is_known_only_after_a_while() {
        lab.entra.setTiming(Timing.realistic());
        var made = lab.addPassword(app.id(), "{}");
        var value = SecretText.of(made.text("/secretText"));
        var form = Lab.form(app.appId(), value);

        assertThat(lab.signIn(form).at("/error_codes/0").asInt()).isEqualTo(7000215);
        lab.clock.passes(Duration.ofSeconds(8));
        assertThat(lab.signIn(form).status()).isEqualTo(200);
    }

    @Test
    void a_removed_secret_still_works_for_the_same_while() {
        var secret = lab.tenant.existingSecret(app.id(), "old", lab.now(), lab.inDays(90));
        var value = lab.tenant.valueOf(secret.keyId());
        lab.entra.setTiming(Timing.realistic());
        lab.tenant.removeByHand(app.id(), secret.keyId());

        assertThat(signIn(value)).isEqualTo(new SignInResult.Accepted(app.appId()));
        lab.clock.passes(Duration.ofSeconds(8));
        assertThat(signIn(value)).hasToString(Aadsts.unknownSecret(app.appId()).toString());
    }

    @Test
    void a_secret_works_from_its_start_until_its_end() {
        var secret = lab.tenant.existingSecret(app.id(), "soon", lab.inDays(1), lab.inDays(2));
        var value = lab.tenant.valueOf(secret.keyId());

        assertThat(signIn(value)).isEqualTo(Aadsts.unknownSecret(app.appId()));
        lab.clock.passes(Duration.ofDays(1));
        assertThat(signIn(value)).isEqualTo(new SignInResult.Accepted(app.appId()));
        lab.clock.passes(Duration.ofDays(1));
        assertThat(signIn(value)).isEqualTo(Aadsts.expiredSecret(app.appId()));
        assertThat(lab.signIn(Lab.form(app.appId(), value)).at("/error_codes/0").asInt())
                .isEqualTo(7000222);
    }

    @Test
    void the_secret_of_one_app_does_not_open_another() {
        assertThat(lab.entra.signIn(Lab.TENANT, app.appId(), Lab.DESK_SECRET))
                .isEqualTo(Aadsts.unknownSecret(app.appId()));
    }

    @Test
    void a_deleted_app_cannot_sign_in() {
        var secret = lab.tenant.existingSecret(app.id(), "old", lab.now(), lab.inDays(90));
        lab.tenant.delete(app.id());

        assertThat(signIn(lab.tenant.valueOf(secret.keyId())))
                .isEqualTo(Aadsts.appNotFound(app.appId(), Lab.TENANT));
    }

    @Test
    void libraries_that_ask_are_told_where_the_token_endpoint_is() {
        var address =
                lab.entra
                        .authorityHost()
                        .resolve(Lab.TENANT + "/v2.0/.well-known/openid-configuration");

        assertThat(lab.https(HttpRequest.newBuilder(address)).text("/token_endpoint"))
                .isEqualTo(lab.entra.authorityHost() + Lab.TENANT + "/oauth2/v2.0/token");
        var elsewhere = HttpRequest.newBuilder(lab.entra.authorityHost().resolve("favicon.ico"));
        assertThat(lab.https(elsewhere).status()).isEqualTo(404);
    }

    private SignInResult signIn(SecretText value) {
        return lab.entra.signIn(Lab.TENANT, app.appId(), value);
    }

    private String filled(String form) {
        return form.replace("{scope}", SCOPE)
                .replace("{id}", lab.desk.appId())
                .replace("{secret}", Lab.encoded(Lab.DESK_SECRET.reveal()))
                .replace("{type}", ASSERTION)
                .replace("{jwt}", jwt("RS256"))
                .replace("{unsigned}", jwt("none"));
    }

    private static String jwt(String algorithm) {
        return base64("{\"alg\":\"" + algorithm + "\"}")
                + "."
                + base64("{\"aud\":\"https://login\",\"iss\":\"desk\"}")
                + ".c2ln";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String claims(String token) {
        var claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new String(claims, StandardCharsets.UTF_8);
    }
}
