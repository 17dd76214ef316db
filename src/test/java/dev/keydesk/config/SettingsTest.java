package dev.keydesk.config;

import static dev.keydesk.config.Environments.complete;
import static dev.keydesk.config.Environments.with;
import static dev.keydesk.config.Environments.without;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.Settings.Credential;
import dev.keydesk.sandbox.IssuedCertificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SettingsTest {
    @Test
    void what_is_left_out_has_its_default() {
        assertThat(Settings.read(complete()))
                .isEqualTo(
                        new Settings(
                                new Settings.Slack(
                                        SecretText.of("xoxb-1-canary-bot"),
                                        SecretText.of("0123456789abcdef0123456789abcdef"),
                                        URI.create("https://slack.com/api/")),
                                new Settings.Entra(
                                        Environments.TENANT,
                                        Environments.CLIENT,
                                        new Credential.ClientSecret(
                                                SecretText.of("abc8Q~canary-client-secret")),
                                        URI.create("https://login.microsoftonline.com"),
                                        URI.create("https://graph.microsoft.com/v1.0"),
                                        Optional.empty()),
                                new Settings.Database("jdbc:sqlite:keydesk.db"),
                                new Settings.Web(3000, Optional.empty(), TrustedProxies.NONE),
                                Path.of("keydesk.yml")));
    }

    @Test
    void what_is_set_is_taken() {
        var settings =
                Settings.read(
                        with(
                                "KEYDESK_SLACK_API_URL", "http://127.0.0.1:9000/api",
                                "AZURE_AUTHORITY_HOST", "https://localhost:8443/",
                                "KEYDESK_GRAPH_URL", "http://localhost:9001/v1.0/",
                                "KEYDESK_DATABASE_URL", "jdbc:sqlite:/var/lib/keydesk/desk.db",
                                "KEYDESK_PUBLIC_URL", "https://desk.example.com/keys/",
                                "KEYDESK_CONFIG", "/etc/keydesk.yml",
                                "PORT", "0"));
        assertThat(settings.slack().apiUrl()).hasToString("http://127.0.0.1:9000/api/");
        assertThat(settings.entra().authorityHost()).hasToString("https://localhost:8443");
        assertThat(settings.entra().graphUrl()).hasToString("http://localhost:9001/v1.0");
        assertThat(settings.database().url()).isEqualTo("jdbc:sqlite:/var/lib/keydesk/desk.db");
        assertThat(settings.web().publicUrl())
                .contains(URI.create("https://desk.example.com/keys"));
        assertThat(settings.web().port()).isZero();
        assertThat(settings.rulesFile()).isEqualTo(Path.of("/etc/keydesk.yml"));
    }

    @Test
    void a_postgresql_database_is_taken_with_its_user_and_password() {
        var settings =
                Settings.read(
                        with(
                                "KEYDESK_DATABASE_URL",
                                "jdbc:postgresql://a:5432,b/keydesk?targetServerType=primary",
                                "KEYDESK_DATABASE_USER",
                                "desk",
                                "KEYDESK_DATABASE_PASSWORD",
                                "canary"));
        assertThat(settings.database())
                .isEqualTo(
                        new Settings.Database(
                                "jdbc:postgresql://a:5432,b/keydesk?targetServerType=primary",
                                Optional.of("desk"),
                                Optional.of(SecretText.of("canary"))));
        assertThat(settings.toString()).doesNotContain("canary");
        assertThat(settings.database().file()).isEmpty();
    }

    @Test
    void the_letter_case_of_an_id_does_not_matter() {
        var settings =
                Settings.read(with("AZURE_TENANT_ID", "ABCDEF00-AAAA-4AAA-8AAA-111111111111"));
        assertThat(settings.entra().tenantId()).isEqualTo("abcdef00-aaaa-4aaa-8aaa-111111111111");
    }

    @Test
    void an_optional_setting_that_is_set_to_nothing_counts_as_left_out() {
        var settings =
                Settings.read(
                        with("PORT", "", "KEYDESK_GRAPH_TOKEN", "", "KEYDESK_PUBLIC_URL", ""));
        assertThat(settings.web())
                .isEqualTo(new Settings.Web(3000, Optional.empty(), TrustedProxies.NONE));
    }

    @Test
    void settings_of_other_slack_apps_and_azure_tools_play_no_part() {
        assertThat(
                        Settings.read(
                                with(
                                        "SLACK_CLIENT_ID", "1.2",
                                        "SLACK_CLIENT_SECRET", "of another app",
                                        "SLACK_APP_TOKEN", "xapp-1",
                                        "AZURE_USERNAME", "alice",
                                        "AZURE_SUBSCRIPTION_ID", "3",
                                        "NOT_KEYDESK_X", "4")))
                .isEqualTo(Settings.read(complete()));
    }

    @Test
    void each_way_to_sign_in_is_taken_when_it_is_the_only_one(@TempDir Path folder)
            throws IOException {
        String file = Files.createFile(folder.resolve("file")).toString();
        assertThat(signIn("AZURE_FEDERATED_TOKEN_FILE", file))
                .isEqualTo(new Credential.FederatedToken(Path.of(file)));
        var issued =
                IssuedCertificate.make(
                        folder.resolve("keys"),
                        "desk",
                        List.of("-keyalg", "RSA", "-dname", "CN=the desk"));
        var pem = Files.writeString(folder.resolve("desk.pem"), issued.keyPem() + issued.pem());
        assertThat(signIn("AZURE_CLIENT_CERTIFICATE_PATH", pem.toString()))
                .isEqualTo(new Credential.Certificate(pem));
        assertThat(signIn("KEYDESK_MANAGED_IDENTITY", "yes"))
                .isEqualTo(new Credential.ManagedIdentity());
        assertThat(signIn("AZURE_CLIENT_SECRET", "abc8Q~canary"))
                .isEqualTo(new Credential.ClientSecret(SecretText.of("abc8Q~canary")));
        assertThat(
                        signIn(
                                "KEYDESK_GRAPH_TOKEN", "a.b.c",
                                "KEYDESK_GRAPH_URL", "http://[::1]:9001/v1.0"))
                .isEqualTo(new Credential.FixedToken(SecretText.of("a.b.c")));
    }

    private static Credential signIn(String... namesAndValues) {
        Map<String, String> environment = without("AZURE_CLIENT_SECRET");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.read(environment).entra().credential();
    }

    @Test
    void a_trust_store_that_is_there_is_taken(@TempDir Path folder) throws IOException {
        var file = Files.createFile(folder.resolve("trusted.pem"));
        assertThat(
                        Settings.read(with("KEYDESK_TRUST_STORE", file.toString()))
                                .entra()
                                .network()
                                .trustStore())
                .contains(file);
    }

    @Test
    void printed_settings_hide_the_secrets() {
        assertThat(Settings.read(complete()).toString())
                .contains("(hidden)")
                .doesNotContain("canary")
                .doesNotContain("0123456789abcdef");
    }
}
