package dev.keydesk.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.chat.CapturedLog;
import dev.keydesk.slack.RefusalLog.Kind;

import org.junit.jupiter.api.Test;

class RefusalLogTest {
    private final RefusalLog refusals = new RefusalLog();

    @Test
    void a_flood_of_one_kind_is_a_line_and_a_count_a_minute() {
        try (var log = CapturedLog.open()) {
            for (int count = 0; count < 1000; count++) {
                refusals.refused(Kind.UNSIGNED);
            }
            refusals.refused(Kind.MALFORMED, "7F3A2C");
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines()).anyMatch(line -> line.contains("(ref 7F3A2C)"));

            refusals.tellCounts();
            assertThat(log.lines()).hasSize(3);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("999 more") && line.contains("no signature"));

            refusals.tellCounts();
            assertThat(log.lines()).as("nothing more, nothing told").hasSize(3);
            refusals.refused(Kind.UNSIGNED);
            assertThat(log.lines()).as("the next minute begins again").hasSize(4);
        }
    }
}
