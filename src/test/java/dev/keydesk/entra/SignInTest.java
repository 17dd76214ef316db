package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keydesk.config.CertificateFile;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Credential;
import dev.keydesk.config.Settings.Credential.Certificate;
import dev.keydesk.config.Settings.Credential.ClientSecret;
import dev.keydesk.config.Settings.Credential.FederatedToken;
import dev.keydesk.entra.EntraFailure.NotAsked;
import dev.keydesk.network.UnreadableTrustStore;
import dev.keydesk.sandbox.IssuedCertificate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The real azure-identity against a sign-in server of our own. */
class SignInTest {
    private static final String APP = "0c26b421-895d-4bd9-88ac-f6a300e269d9";
    private static final String CLIENT_SECRET = "desk-secret-not-to-be-quoted";
    private static final Credential BY_SECRET = new ClientSecret(SecretText.of(CLIENT_SECRET));

    private static IssuedCertificate certificate;

    @TempDir private Path folder;
    private TokenServer login;
    private NastyGraph graph;
    private Instant now = Instant.now();

    @BeforeAll
    static void certify(@TempDir Path keys) {
        certificate = TokenServer.certified(keys);
    }

    @BeforeEach
    void open() throws Exception {
        login = new TokenServer(certificate);
        graph = new NastyGraph();
    }

    @AfterEach
    void close() {
        graph.close();
        login.close();
    }

    private Entra entra(Credential credential) throws Exception {
        return entra(credential, Optional.of(login.certificate(folder)));
    }

    private Entra entra(Credential credential, Optional<Path> trust) {
        var settings = settings(credential, login.url(), trust);
        return new Entra(settings, EntraTimeouts.standard(), () -> now);
    }

    private Settings.Entra settings(Credential credential, URI authority, Optional<Path> trust) {
        var usual = graph.settings();
        return new Settings.Entra(
                usual.tenantId(), usual.clientId(), credential, authority, usual.graphUrl(), trust);
    }

    private NotAsked notAsked(Entra entra) {
        var failure =
                catchThrowableOfType(NotAsked.class, () -> entra.addPassword(APP, "one", now, now));
        var printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed + " " + failure.facts())
                .doesNotContain(NastyGraph.Secrets.IN_A_BODY, CLIENT_SECRET);
        assertThat(graph.asked()).isEmpty();
        return failure;
    }

    @Test
    void nobody_is_asked_before_the_first_call() throws Exception {
        entra(BY_SECRET).close();

        assertThat(login.asked()).isEmpty();
        assertThat(graph.asked()).isEmpty();
    }

    @Test
    void by_client_secret_one_token_is_fetched_for_many_calls() throws Exception {
        graph.next(204, "").next(204, "").next(204, "");
        try (var entra = entra(BY_SECRET)) {
            for (int i = 0; i < 3; i++) {
                entra.removePassword(APP, "f0b0b335-1111-4222-8333-444455556666");
            }
        }
        assertThat(login.asked())
                .singleElement()
                .asString()
                .startsWith("/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token ")
                .contains("scope=https%3A%2F%2Fgraph.microsoft.com%2F.default");
        assertThat(graph.asked())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).contains(".c2ln"));
    }

    @Test
    void by_certificate_an_assertion_is_sent_instead_of_a_secret() throws Exception {
        graph.next(204, "");
        try (var entra = entra(new Certificate(login.certificateAndKey(folder)))) {
            entra.removePassword(APP, "f0b0b335-1111-4222-8333-444455556666");
        }
        assertThat(login.asked())
                .singleElement()
                .asString()
                .contains("client_assertion=ey")
                .doesNotContain("client_secret=");
    }

    @Test
    void by_federated_token_the_platforms_token_is_passed_on() throws Exception {
        graph.next(204, "");
        var file = Files.writeString(folder.resolve("federated"), "ey.platform.token");
        try (var entra = entra(new FederatedToken(file))) {
            entra.removePassword(APP, "f0b0b335-1111-4222-8333-444455556666");
        }
        assertThat(login.asked())
                .singleElement()
                .asString()
                .contains("client_assertion=ey.platform.token");
    }

    @Test
    void a_wrong_client_secret_means_entra_was_not_asked_and_says_what_to_look_at()
            throws Exception {
        login.refuses("AADSTS7000215");
        try (var entra = entra(BY_SECRET)) {
            var failure = notAsked(entra);
            assertThat(failure.facts().code()).hasValue("AADSTS7000215");
            assertThat(failure).hasMessageContaining("not its Secret ID");
        }
    }

    @Test
    void a_sign_in_server_that_is_down_means_entra_was_not_asked() throws Exception {
        login.isDown();
        try (var entra = entra(BY_SECRET)) {
            assertThat(notAsked(entra)).hasMessageContaining("could not sign in");
        }
    }

    @Test
    void a_sign_in_server_that_cannot_be_reached_means_entra_was_not_asked() {
        try (var entra = new Entra(nobodys(), EntraTimeouts.standard(), () -> now)) {
            assertThat(notAsked(entra)).hasMessageContaining("127.0.0.1:1 refused the connection");
        }
    }

    /** A sign-in server at an address where nobody listens. */
    private Settings.Entra nobodys() {
        return settings(BY_SECRET, URI.create("https://127.0.0.1:1"), Optional.empty());
    }

    @Test
    void a_certificate_nobody_trusts_is_named_as_the_reason() {
        try (var entra = entra(BY_SECRET, Optional.empty())) {
            assertThat(notAsked(entra)).hasMessageContaining("KEYDESK_TRUST_STORE");
        }
    }

    @Test
    void a_certificate_file_that_is_not_there_is_named_as_the_reason() throws Exception {
        try (var entra = entra(new Certificate(folder.resolve("nowhere.pem")))) {
            assertThat(notAsked(entra)).hasMessageContaining("AZURE_CLIENT_CERTIFICATE_PATH");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "letter.pem, holds no certificate",
        "certificate.pem, holds no private key",
        "junk.pem, certificate cannot be read",
        "key.pem, private key cannot be read",
    })
    void a_certificate_file_that_holds_something_else_is_named_and_not_the_network(
            String name, String what) throws Exception {
        var pem = write(name);
        try (var entra = entra(new Certificate(pem))) {
            assertThat(notAsked(entra))
                    .hasMessageContaining("AZURE_CLIENT_CERTIFICATE_PATH names " + pem)
                    .hasMessageContaining(what)
                    .hasMessageNotContaining("network");
        }
    }

    private Path write(String name) throws Exception {
        var whole = Files.readString(login.certificateAndKey(folder));
        var certificate = whole.substring(whole.indexOf("-----BEGIN CERTIFICATE"));
        var key = whole.substring(0, whole.indexOf("-----BEGIN CERTIFICATE"));
        return Files.writeString(
                folder.resolve(name),
                switch (name) {
                    case "letter.pem" -> "This is a letter to my aunt.";
                    case "certificate.pem" -> certificate;
                    case "junk.pem" -> key + certificate.replaceFirst("MII", "QUJD");
                    case "key.pem" -> key.replaceFirst("MII", "QUJD") + certificate;
                    default -> otherKey() + certificate;
                });
    }

    private static String otherKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded()));
    }

    @Test
    void a_certificate_file_with_its_key_has_nothing_to_complain_of() throws Exception {
        assertThat(CertificateFile.complaintAbout(login.certificateAndKey(folder))).isEmpty();
        assertThat(CertificateFile.complaintAbout(write("other.pem")).orElseThrow())
                .contains("whose private key belongs to another certificate");
    }

    @Test
    void a_token_file_that_is_not_there_is_named_as_the_reason() throws Exception {
        try (var entra = entra(new FederatedToken(folder.resolve("nowhere")))) {
            assertThat(notAsked(entra)).hasMessageContaining("AZURE_FEDERATED_TOKEN_FILE");
        }
    }

    @Test
    void extra_certificates_that_cannot_be_read_stop_the_start_with_their_file() throws Exception {
        var file = Files.writeString(folder.resolve("trust.txt"), "not a certificate");

        assertThatThrownBy(() -> entra(BY_SECRET, Optional.of(file)))
                .isInstanceOf(UnreadableTrustStore.class)
                .hasMessageContaining("KEYDESK_TRUST_STORE")
                .hasMessageContaining("trust.txt");
    }

    @Test
    void a_token_that_graph_refuses_is_fetched_anew_for_the_next_call() throws Exception {
        graph.next(401, "").next(204, "");
        try (var entra = entra(BY_SECRET)) {
            assertThatThrownBy(() -> entra.read(APP)).isInstanceOf(EntraFailure.Refused.class);
            entra.removePassword(APP, "f0b0b335-1111-4222-8333-444455556666");
        }
        assertThat(login.asked()).hasSize(2);
    }

    @Test
    void once_signed_in_the_command_for_owners_names_the_desk_itself() throws Exception {
        graph.next(403, "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}");
        try (var entra = entra(BY_SECRET)) {
            assertThatThrownBy(() -> entra.addPassword(APP, "one", now, now))
                    .hasMessageContaining("--owner-object-id " + TokenServer.PRINCIPAL + "`");
        }
    }

    @Test
    void check_tells_roles_reach_and_the_clocks_difference() throws Exception {
        login.grants("Application.ReadWrite.OwnedBy", "User.ReadBasic.All");
        now = now.minus(Duration.ofHours(1));
        graph.next(200, "{\"@odata.count\":4711,\"value\":[{\"id\":\"a\"}]}")
                .next(
                        200,
                        """
                        {"value":[{"@odata.type":"#microsoft.graph.application","id":"a"},
                          {"@odata.type":"#microsoft.graph.servicePrincipal","id":"b"}],
                         "@odata.nextLink":"%s/more"}
                        """
                                .formatted(graph.url()))
                .next(
                        200,
                        """
                        {"value":[{"@odata.type":"#microsoft.graph.application","id":"c"}]}
                        """);
        try (var entra = entra(BY_SECRET)) {
            var entraCheckReport = entra.entraCheckReport();

            assertThat(entraCheckReport.signIn()).isEmpty();
            assertThat(entraCheckReport.roles().orElseThrow())
                    .containsExactly("Application.ReadWrite.OwnedBy", "User.ReadBasic.All");
            assertThat(entraCheckReport.changesOwnedOnly()).isTrue();
            assertThat(entraCheckReport.lacksPermission()).isFalse();
            assertThat(entraCheckReport.apps()).hasValue(4711);
            assertThat(entraCheckReport.ownedApps()).hasValue(2);
            assertThat(entraCheckReport.reach()).isEmpty();
            // The server's clock is this machine's; ours was set back an hour.
            assertThat(entraCheckReport.serverAhead().orElseThrow())
                    .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(90));
        }
        assertThat(graph.asked().get(0).path()).isEqualTo("/v1.0/applications");
        assertThat(graph.asked().get(0).query()).hasValue("$count=true&$select=id&$top=1");
        assertThat(graph.asked().get(0).header("Consistencylevel")).isEqualTo("eventual");
        assertThat(graph.asked().get(1).path())
                .isEqualTo("/v1.0/servicePrincipals/" + TokenServer.PRINCIPAL + "/ownedObjects");
    }

    @Test
    void check_tells_why_it_cannot_sign_in() throws Exception {
        login.refuses("AADSTS7000222");
        try (var entra = entra(BY_SECRET)) {
            var entraCheckReport = entra.entraCheckReport();

            assertThat(entraCheckReport.signIn().orElseThrow().code()).hasValue("AADSTS7000222");
            assertThat(entraCheckReport.signIn().orElseThrow().sentence()).contains("has expired");
            assertThat(entraCheckReport.apps()).isEmpty();
        }
    }

    @Test
    void check_tells_why_it_cannot_count_and_still_tells_the_roles() throws Exception {
        login.grants("Directory.Read.All");
        graph.next(403, "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}");
        try (var entra = entra(BY_SECRET)) {
            var entraCheckReport = entra.entraCheckReport();

            assertThat(entraCheckReport.reach().orElseThrow().code())
                    .hasValue("Authorization_RequestDenied");
            assertThat(entraCheckReport.lacksPermission()).isTrue();
            assertThat(entraCheckReport.apps()).isEmpty();
        }
    }

    @Test
    void a_fixed_token_says_nothing_about_roles_and_that_is_no_lack() {
        graph.next(200, "{\"@odata.count\":3,\"value\":[]}");
        try (var entra = entra(graph.settings().credential(), Optional.empty())) {
            var entraCheckReport = entra.entraCheckReport();

            assertThat(entraCheckReport.roles()).isEmpty();
            assertThat(entraCheckReport.lacksPermission()).isFalse();
            assertThat(entraCheckReport.apps()).hasValue(3);
        }
        assertThat(login.asked()).isEmpty();
    }
}
