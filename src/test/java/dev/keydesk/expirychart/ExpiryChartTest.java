package dev.keydesk.expirychart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;

/** How many keys end in each month, by somebody's calendar. */
class ExpiryChartTest {
    private static final Instant NOW = Instant.parse("2026-03-31T22:30:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void an_end_counts_in_the_month_it_falls_into_where_people_are() {
        var end = Instant.parse("2026-04-30T22:30:00Z");

        var inLondon = ExpiryChart.of(List.of(end), NOW, ZoneOffset.UTC);
        var inBerlin = ExpiryChart.of(List.of(end), NOW, BERLIN);

        assertThat(inLondon.first()).isEqualTo(YearMonth.of(2026, 3));
        assertThat(inLondon.ending().get(1)).isEqualTo(1);
        assertThat(inBerlin.first()).isEqualTo(YearMonth.of(2026, 4));
        assertThat(inBerlin.ending().get(1)).isEqualTo(1);
    }

    @Test
    void what_has_ended_and_what_ends_after_twelve_months_is_left_out() {
        var expiryChart =
                ExpiryChart.of(
                        List.of(
                                NOW,
                                NOW.plusMillis(1),
                                Instant.parse("2027-02-28T23:59:59.999Z"),
                                Instant.parse("2027-03-01T00:00:00Z"),
                                Instant.parse("+999999-01-01T00:00:00Z")),
                        NOW,
                        ZoneOffset.UTC);

        assertThat(expiryChart.total()).isEqualTo(2);
        assertThat(expiryChart.ending().getFirst()).isEqualTo(1);
        assertThat(expiryChart.ending().getLast()).isEqualTo(1);
    }

    @Test
    void its_words_have_every_figure_or_say_that_there_is_none() {
        assertThat(ExpiryChart.of(List.of(NOW.plusSeconds(1)), NOW, ZoneOffset.UTC).inWords())
                .startsWith("Credentials that expire, by month: Mar 2026 1, Apr 2026 0,")
                .endsWith("Feb 2027 0.");
        assertThat(ExpiryChart.of(List.of(), NOW, ZoneOffset.UTC).inWords())
                .isEqualTo("No credential expires from Mar 2026 to Feb 2027.");
    }

    @Test
    void anything_but_twelve_numbers_is_refused() {
        var first = YearMonth.of(2026, 3);
        assertThatThrownBy(() -> new ExpiryChart(first, List.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExpiryChart(first, Collections.nCopies(12, -1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
