package dev.keydesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SecretText;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the page sends, as keyboards of all scripts write it. */
class PickUpPostTest {
    @ParameterizedTest
    @ValueSource(strings = {"123456", "１２３４５６", "١٢٣٤٥٦", "१२३४५६", "12３45٦", "𝟏𝟐𝟑𝟒𝟓𝟔"})
    void a_code_is_the_same_in_the_digits_of_any_script(String code) throws IOException {
        assertThat(read(code).code().map(SecretText::reveal)).contains("123456");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "½23456", "一二三四五六", "①②③④⑤⑥"})
    void what_is_no_code_is_none(String code) throws IOException {
        assertThat(read(code).code()).isEmpty();
    }

    private static PickUpPost read(String code) throws IOException {
        var json = "{\"do\":\"pick-up\",\"token\":\"abc\",\"code\":\"%s\"}".formatted(code);
        return PickUpPost.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
