package dev.keydesk.keylist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote never becomes a formula. */
class KeyCsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void a_cell_that_would_be_a_formula_begins_with_an_apostrophe(String cell) {
        assertThat(KeyCsv.guarded(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "payroll-api", "a=1", " =1", "'quoted", "ümläut"})
    void every_other_cell_stays_as_it_is(String cell) {
        assertThat(KeyCsv.guarded(cell)).isEqualTo(cell);
    }
}
