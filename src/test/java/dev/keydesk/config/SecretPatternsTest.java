package dev.keydesk.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPatternsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc8Q~0123456789abcdefghijABCDEFGHIJ_-.~",
                "xy.7Q~0123456789abcdefghijABCDEFGHIJ~",
                "abc8Q%7e0123456789abcdefghijABCDEFGHIJ_-.~",
                "abc8Q~0123456789abcd\u200Befghij\nABCDEFGHIJ_-.~",
                "xoxb-2345678901-abcdefghij",
                "xoxe.xoxp-1-Mi0yLTEyMzQ1Njc4",
                "xapp-1-A0123456789-4567890123456",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwYXlyb2xsIn0.c2lnbmF0dXJl",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEow",
                "-----BEGIN PRIVATE KEY-----"
            })
    void a_secret_is_found_in_any_text(String secret) {
        assertThat(SecretPatterns.find(secret)).isPresent();
        assertThat(SecretPatterns.find("(it is \"" + secret + "\", I think)")).isPresent();
        assertThat(SecretPatterns.complaint(secret).orElseThrow())
                .contains("nothing of it was stored", "revoke it")
                .doesNotContain(secret.substring(0, 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The old secret expires in spring.",
                "abc8Q~ is how it begins",
                "64c37bef-87a5-41bf-9d43-0c5d27b25d0e",
                "KD-7F3K2-1",
                "xoxo to all of you",
                "-----BEGIN CERTIFICATE-----",
                "eyJ is how they begin"
            })
    void what_is_only_like_one_is_none(String text) {
        assertThat(SecretPatterns.find(text)).isEmpty();
    }

    @Test
    void a_long_text_takes_no_time() {
        assertThat(SecretPatterns.find("eyJ".repeat(20_000))).isEmpty();
        assertThat(SecretPatterns.find("8Q~".repeat(20_000))).isPresent();
    }
}
