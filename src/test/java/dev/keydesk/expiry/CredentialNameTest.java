package dev.keydesk.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.request.AppRef;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Optional;

class CredentialNameTest {
    private static final String NO_NAME = "";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "SECRET, export, “export” (abc…), \"export\"",
                "SECRET, ``, `without a name, ID key-1 (abc…)`, ``",
                "CERTIFICATE, CN=billing, “CN=billing” (abc…), \"CN=billing\"",
                "CERTIFICATE, ``, `without a name, ID key-1 (abc…)`, ``",
                "CERTIFICATE, DEADBEEF00112233445566778899AABBCCDDEEFF,"
                        + " with thumbprint DEADBEEF0011… (abc…),"
                        + " with thumbprint DEADBEEF00112233445566778899AABBCCDDEEFF",
                "CERTIFICATE, DEADBEEF00112233445566778899AABBCCDDEE,"
                        + " “DEADBEEF00112233445566778899AABBCCDDEE” (abc…),"
                        + " \"DEADBEEF00112233445566778899AABBCCDDEE\"",
                "SECRET, DEADBEEF00112233445566778899AABBCCDDEEFF,"
                        + " “DEADBEEF00112233445566778899AABBCCDDEEFF” (abc…),"
                        + " \"DEADBEEF00112233445566778899AABBCCDDEEFF\"",
            })
    void in_messages_and_beside_its_id(Kind kind, String name, String shown, String beside) {
        var key =
                new Credential.Key(
                        new AppRef("o", "c", "billing"),
                        "key-1",
                        kind,
                        Optional.of(name).filter(it -> !it.equals(NO_NAME)),
                        Optional.of("abc"),
                        Instant.EPOCH,
                        Instant.EPOCH);

        assertThat(CredentialName.withHint(key, 50)).isEqualTo(shown);
        assertThat(CredentialName.besideItsId(key).orElse(NO_NAME)).isEqualTo(beside);
    }
}
