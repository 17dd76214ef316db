package dev.keydesk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;

class AppPatternTest {
    private static final String CLIENT = "aaaaaaaa-1111-4111-8111-111111111111";
    private static final String OBJECT = "bbbbbbbb-2222-4222-8222-222222222222";

    @ParameterizedTest
    @CsvSource({
        "payroll, payroll",
        "payroll, PayRoll",
        "PAYROLL-*, payroll-api",
        "payroll-*, payroll-",
        "*-api, payroll-api",
        "*, ''",
        "*, anything at all",
        "**, x",
        "*roll*, payroll-api",
        "p*l*a*i, payroll-api",
        "p**i, payroll-api",
        "*a*a*, aa",
        "a*b*c, a-b-b-c",
        "*ab, aab",
        "*aab*, aaab",
        "a.c, a.c",
        "a+(b)[c]{d}|^$?\\E, A+(B)[C]{D}|^$?\\E",
        "büro-*, BÜRO-1",
        "ΣΑΣ*, σας",
        "*😀*, a😀b"
    })
    void it_matches(String pattern, String name) {
        assertThat(new AppPattern(pattern).matches(name, CLIENT, OBJECT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "payroll, payroll-api",
        "payroll, my payroll",
        "payroll, ''",
        "payroll-*, payroll",
        "payroll-*, my payroll-api",
        "*-api, payroll-api-old",
        "ab*ba, aba",
        "a*a, a",
        "a*b*c, a-c-b",
        "*a*a*, a",
        "*xy*x, xy",
        "a.c, abc",
        "a?c, abc",
        "[ab], a",
        "aaaaaaaa*, bbbb"
    })
    void it_does_not_match(String pattern, String name) {
        assertThat(new AppPattern(pattern).matches(name, CLIENT, OBJECT)).isFalse();
    }

    @Test
    void an_id_matches_the_client_id_or_the_object_id_in_any_letter_case() {
        assertThat(new AppPattern(CLIENT.toUpperCase(Locale.ROOT)).matches("x", CLIENT, OBJECT))
                .isTrue();
        assertThat(new AppPattern(OBJECT).matches("x", CLIENT, OBJECT)).isTrue();
    }

    @Test
    void an_app_that_is_named_after_the_id_of_another_is_not_taken_for_it() {
        assertThat(
                        new AppPattern("cccccccc-3333-4333-8333-333333333333")
                                .matches("cccccccc-3333-4333-8333-333333333333", CLIENT, OBJECT))
                .isFalse();
    }

    @Test
    void part_of_an_id_is_a_name() {
        assertThat(new AppPattern("aaaaaaaa-*").matches("x", CLIENT, OBJECT)).isFalse();
        assertThat(new AppPattern("aaaaaaaa-*").matches("aaaaaaaa-x", CLIENT, OBJECT)).isTrue();
    }

    @Test
    void a_turkish_machine_matches_the_same_names() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr", "TR"));
        try {
            assertThat(new AppPattern("BILLING-*").matches("billing-api", CLIENT, OBJECT)).isTrue();
            assertThat(new AppPattern("billing").matches("BILLING", CLIENT, OBJECT)).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void many_asterisks_on_a_long_name_come_to_an_end() {
        // Tried by backtracking, this pattern would run for longer than anybody waits.
        var pattern = new AppPattern("a*".repeat(100) + "b");
        assertThat(pattern.matches("a".repeat(10_000), CLIENT, OBJECT)).isFalse();
        assertThat(pattern.matches("a".repeat(10_000) + "b", CLIENT, OBJECT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_blank_pattern_is_refused(String text) {
        assertThatThrownBy(() -> new AppPattern(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a blank pattern");
    }

    @Test
    void it_is_equal_by_its_text_and_prints_it() {
        assertThat(new AppPattern("a-*"))
                .isEqualTo(new AppPattern("a-*"))
                .hasSameHashCodeAs(new AppPattern("a-*"))
                .isNotEqualTo(new AppPattern("b-*"))
                .hasToString("a-*");
    }
}
