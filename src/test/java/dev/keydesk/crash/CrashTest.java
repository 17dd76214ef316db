package dev.keydesk.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.support.Database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A few kills; {@code mvn -q verify -Pcrash} does hundreds. */
@Timeout(180)
class CrashTest {
    private static final int KILLS = 6;

    @TempDir private Path folder;

    @Test
    void a_desk_that_is_killed_loses_nothing_and_does_nothing_twice() throws Exception {
        var tally = Crash.run(folder, Database::sqlite, KILLS, 2, 7);

        assertThat(tally.findings()).isEmpty();
        assertThat(tally.closingLine()).isEqualTo("6 kills, 0 orphans, 0 double, 0 lost");
    }
}
