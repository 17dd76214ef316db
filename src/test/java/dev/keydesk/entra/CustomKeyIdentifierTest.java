package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.entra.AppRegistration.Certificate;
import dev.keydesk.entra.AppRegistration.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Which name a credential has, and which entries are one. */
class CustomKeyIdentifierTest {
    private static final String PRINT = "DEADBEEF00112233445566778899AABBCCDDEEFF";

    private static AppRegistration app(String secrets, String certificates) throws IOException {
        var json =
                """
                {"id":"o","appId":"c","displayName":"a","signInAudience":"x",
                 "passwordCredentials":[%s],"keyCredentials":[%s]}\
                """
                        .formatted(secrets, certificates);
        return AppJson.readApp(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String entry(String id, String name, String identifier, String usage) {
        return """
        {"keyId":"%s","displayName":%s,"customKeyIdentifier":%s,"usage":"%s",
         "startDateTime":"2026-01-01T00:00:00Z","endDateTime":"2027-01-01T00:00:00Z"}\
        """
                .formatted(id, name, identifier, usage);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String base64(byte[] bytes) {
        return quoted(Base64.getEncoder().encodeToString(bytes));
    }

    private static Optional<String> secretName(String name, String identifier) throws IOException {
        return app(entry("k", name, identifier, ""), "").secrets().getFirst().name();
    }

    private static Optional<String> certificateName(String name, String identifier)
            throws IOException {
        return app("", entry("k", name, identifier, "Verify")).certificates().getFirst().name();
    }

    @ParameterizedTest
    @CsvSource({
        "nightly export, UTF-8",
        "nightly export, UTF-16LE",
        "CWAP_AuthSecret, UTF-8",
        "Gehälter 2019, UTF-8",
        "Gehälter 2019, UTF-16LE",
        "Тест, UTF-8",
        "Тест, UTF-16LE",
        "中文密钥, UTF-8",
        "中文密钥, UTF-16LE",
        "給与キー, UTF-16LE",
        "a, UTF-8",
        "a, UTF-16LE",
    })
    void an_old_secret_has_its_name_in_bytes(String name, String charset) throws IOException {
        assertThat(secretName("null", base64(name.getBytes(Charset.forName(charset)))))
                .hasValue(name);
    }

    @Test
    void the_portals_mark_of_the_order_of_bytes_is_no_part_of_the_name() throws IOException {
        assertThat(secretName("null", "\"//5UAGUAcwB0AA==\"")).hasValue("Test");
        assertThat(secretName("null", base64("\uFEFFTest".getBytes(StandardCharsets.UTF_8))))
                .hasValue("Test");
    }

    @Test
    void a_display_name_counts_first_and_a_blank_one_not_at_all() throws IOException {
        assertThat(secretName("\"given\"", base64("other".getBytes(StandardCharsets.UTF_8))))
                .hasValue("given");
        assertThat(secretName("\"  \"", base64("other".getBytes(StandardCharsets.UTF_8))))
                .hasValue("other");
        assertThat(certificateName("\"CN=a\"", base64(new byte[20]))).hasValue("CN=a");
    }

    @Test
    void a_name_is_short_and_stands_on_one_line() throws IOException {
        assertThat(secretName("null", base64("a\r\nb\u202Ec".getBytes(StandardCharsets.UTF_8))))
                .hasValue("a b c");
        assertThat(secretName("null", base64("a\nb".getBytes(StandardCharsets.UTF_16LE))))
                .hasValue("a b");
        assertThat(secretName("null", base64("😀".repeat(200).getBytes(StandardCharsets.UTF_8))))
                .hasValueSatisfying(name -> {
                    assertThat(name.length()).isLessThanOrEqualTo(120);
                    assertThat(name).endsWith("😀");
                });
        assertThat(secretName("null", quoted("QUJD".repeat(1_000_000)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"%%%\"",
                "\"A\"",
                "7",
                "true",
                "{}",
                "{\"a\":[1]}",
                "[]",
                "\"/w==\"",
                "\"AAAA\"",
                "\"ICAg\"",
                "\"CgoK\"",
                "\"//4=\"",
                "\"ANg=\"",
                "\"AOAB4A==\""
            })
    void what_is_no_name_is_none(String identifier) throws IOException {
        assertThat(secretName("null", identifier)).isEmpty();
    }

    @Test
    void bytes_by_chance_are_no_name_and_end_nothing() throws IOException {
        var random = new Random(5);
        int named = 0;
        for (int length = 16; length < 64; length++) {
            var bytes = new byte[length];
            for (int time = 0; time < 50; time++) {
                random.nextBytes(bytes);
                named += secretName("null", base64(bytes)).isPresent() ? 1 : 0;
            }
        }
        // Some chance remains; a wrong name is better than an ID only if it is rare.
        assertThat(named).isLessThan(24);
    }

    @Test
    void a_certificate_without_a_name_has_its_thumbprint() throws IOException {
        var bytes = java.util.HexFormat.of().parseHex(PRINT);
        assertThat(certificateName("null", base64(bytes))).hasValue(PRINT);
        // Graph's own examples show it as letters too.
        assertThat(certificateName("null", quoted(PRINT))).hasValue(PRINT);
        assertThat(certificateName("null", quoted(PRINT.toLowerCase(java.util.Locale.ROOT))))
                .hasValue(PRINT);
        assertThat(certificateName("null", base64(PRINT.getBytes(StandardCharsets.UTF_8))))
                .hasValue(PRINT);
        assertThat(certificateName("null", base64(new byte[32]))).hasValue("00".repeat(32));
        assertThat(certificateName("null", base64("my cert".getBytes(StandardCharsets.UTF_8))))
                .hasValue("my cert");
        assertThat(certificateName("null", "null")).isEmpty();
        assertThat(certificateName("null", "\"%%%\"")).isEmpty();
    }

    private static List<String> certificates(String... entries) throws IOException {
        return app("", String.join(",", entries)).certificates().stream()
                .map(Certificate::keyId)
                .toList();
    }

    @Test
    void sign_and_verify_of_one_certificate_are_one_in_whatever_order() throws IOException {
        var print = base64(new byte[20]);
        var other = base64(new byte[] {1, 2, 3});
        var sign = entry("s", "\"CN=a\"", print, "Sign");
        var verify = entry("v", "\"CN=a\"", print, "Verify");

        assertThat(certificates(sign, verify)).containsExactly("v");
        assertThat(certificates(verify, sign)).containsExactly("v");
        assertThat(certificates(sign, entry("x", "null", other, "Verify")))
                .containsExactly("s", "x");
        assertThat(certificates(verify, entry("w", "\"CN=a\"", print, "Verify")))
                .containsExactly("v", "w");
        assertThat(
                        certificates(
                                entry("s", "null", "null", "Sign"),
                                entry("v", "null", "null", "Verify")))
                .containsExactly("s", "v");
        assertThat(certificates(sign)).containsExactly("s");
    }

    @Test
    void where_one_entry_ends_sooner_the_certificate_does() throws IOException {
        var print = base64(new byte[20]);
        var sign = entry("s", "null", print, "Sign").replace("2027-01", "2026-06");

        assertThat(app("", sign + "," + entry("v", "null", print, "Verify")).certificates())
                .singleElement()
                .satisfies(it -> assertThat(it.end()).isEqualTo("2026-06-01T00:00:00Z"))
                .satisfies(it -> assertThat(it.keyId()).isEqualTo("v"));
    }

    @Test
    void a_thousand_pairs_are_read_in_no_time() throws IOException {
        var entries =
                IntStream.range(0, 2000)
                        .mapToObj(i ->
                                entry(
                                        "k" + i,
                                        "null",
                                        base64(("" + i / 2).getBytes(StandardCharsets.UTF_8)),
                                        i % 2 == 0 ? "Sign" : "Verify"))
                        .toArray(String[]::new);

        assertThat(certificates(entries)).hasSize(1000);
    }

    @Test
    void secrets_of_application_proxy_are_known_by_their_name() throws IOException {
        for (var name : List.of("CWAP_AuthSecret", "cwap_authsecret", " CWAP_AuthSecret ")) {
            assertThat(app(entry("k", quoted(name), "null", ""), "").secrets())
                    .allMatch(Secret::isOfApplicationProxy);
        }
        for (var name : List.of("CWAP_AuthSecret 2", "export", "")) {
            assertThat(app(entry("k", quoted(name), "null", ""), "").secrets())
                    .noneMatch(Secret::isOfApplicationProxy);
        }
    }
}
