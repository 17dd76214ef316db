package dev.keydesk.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Secret;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class SecretLimitTest {
    @Test
    void nobody_is_told_to_remove_application_proxys_secret() {
        var full =
                new AppRegistration(
                        "o",
                        "c",
                        "billing",
                        "AzureADandPersonalMicrosoftAccount",
                        List.of(secret("export"), secret("CWAP_AuthSecret")));

        assertThat(SecretLimit.warning(full))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("export").doesNotContain("CWAP"));
    }

    private static Secret secret(String name) {
        return new Secret(
                "id of " + name,
                Optional.of(name),
                Optional.empty(),
                Instant.EPOCH,
                Instant.parse("2027-01-01T00:00:00Z"));
    }
}
