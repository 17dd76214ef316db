package dev.keydesk.credentiallist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote never becomes a formula. */
class KeyCsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+2",
                "+1",
                "-1",
                "@SUM(A1)",
                " =1",
                "\"=1\"",
                "＝1+2",
                "＋1",
                "－1",
                "＠A1",
                "﹦1"
            })
    void a_cell_that_would_be_a_formula_begins_with_an_apostrophe(String cell) {
        assertThat(KeyCsv.guarded(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1", "\u200B=1", "\u202E=1", "\uFEFF=1"})
    void what_cannot_be_seen_before_it_hides_no_formula(String cell) {
        assertThat(KeyCsv.guarded(cell)).isEqualTo("' =1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payroll;=1", "payroll; =1", "payroll;\"=1\"", "a;＝1", "a|=1"})
    void it_is_none_where_lists_are_split_at_semicolons_either(String cell) {
        int after = Math.max(cell.indexOf(';'), cell.indexOf('|')) + 1;

        assertThat(KeyCsv.guarded(cell))
                .isEqualTo(cell.substring(0, after) + "'" + cell.substring(after));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "payroll-api", "a=1", "'quoted", "ümläut", "a; b", "a,=1"})
    void every_other_cell_stays_as_it_is(String cell) {
        assertThat(KeyCsv.guarded(cell)).isEqualTo(cell);
    }
}
