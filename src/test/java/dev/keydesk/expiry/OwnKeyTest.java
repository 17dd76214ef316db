package dev.keydesk.expiry;

import static dev.keydesk.expiry.TestTenant.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Credential.Certificate;
import dev.keydesk.config.Settings.Credential.ClientSecret;
import dev.keydesk.config.Settings.Credential.FederatedToken;
import dev.keydesk.config.Settings.Credential.ManagedIdentity;
import dev.keydesk.entra.AppRegistration.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class OwnKeyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Settings.Credential BY_SECRET =
            new ClientSecret(SecretText.of("Q_e8Q~the-value-the-desk-signs-in-with"));
    private static final Settings.Credential BY_CERTIFICATE =
            new Certificate(Path.of("keydesk.pem"));

    private final TestTenant tenant = new TestTenant().app("Keydesk");

    private static Secret secret(String name, String hint, int days) {
        return new Secret(
                TestTenant.keyId(name), Optional.of(name), Optional.of(hint), NOW, in(days));
    }

    private static Instant in(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    private Optional<String> own(Settings.Credential signsInWith) {
        return OwnKey.find(Credential.Key.of(tenant.the("Keydesk")), signsInWith)
                .flatMap(own -> own.key().name());
    }

    @Test
    void it_is_the_secret_that_begins_like_the_value_in_the_settings() {
        tenant.app("Keydesk", secret("other", "xyz", 3), secret("ours", "Q_e", 90));

        assertThat(own(BY_SECRET)).hasValue("ours");
    }

    @Test
    void of_several_that_may_be_it_the_one_that_ends_first_counts() {
        tenant.certificates(
                "Keydesk", certificate("new", NOW, in(300)), certificate("old", NOW, in(20)));

        assertThat(own(BY_CERTIFICATE)).hasValue("CN=old");
        assertThat(own(BY_SECRET)).isEmpty();
    }

    @Test
    void a_desk_that_signs_in_without_a_key_has_none_to_watch() {
        tenant.app("Keydesk", secret("left over", "Q_e", 3));

        assertThat(own(new ManagedIdentity())).isEmpty();
        assertThat(own(new FederatedToken(Path.of("token")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-12-22T09:00:00.001Z | false | the desk's own client secret expires on 2026-12-22, in 30 days
                    2026-12-22T09:00:00Z     | true  | the desk's own client secret expires on 2026-12-22, in 30 days
                    2026-11-24T08:59:59Z     | true  | the desk's own client secret expires on 2026-11-24, in 1 day
                    2026-11-22T20:00:00Z     | true  | the desk's own client secret expires on 2026-11-22, in less than a day
                    2026-11-22T09:00:00Z     | true  | the desk's own client secret expired on 2026-11-22
                    2126-10-29T09:00:00Z     | false | the desk's own client secret never expires
                    """)
    void it_says_how_long_it_lasts(Instant end, boolean needsAttention, String words) {
        tenant.app(
                "Keydesk",
                new Secret(TestTenant.keyId("a"), Optional.empty(), Optional.of("Q_e"), NOW, end));
        var own = OwnKey.find(Credential.Key.of(tenant.the("Keydesk")), BY_SECRET).orElseThrow();

        assertThat(own.inWords(NOW)).isEqualTo(words);
        assertThat(own.needsAttention(NOW)).isEqualTo(needsAttention);
        assertThat(own.advice()).contains("AZURE_CLIENT_SECRET");
    }
}
