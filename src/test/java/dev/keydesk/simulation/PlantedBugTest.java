package dev.keydesk.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;

/** The laws can fail: each of six classic bugs is planted in turn, and one of them catches it. */
@Timeout(600)
class PlantedBugTest {
    /** Most are caught by one of the first; a rare one has to wait for its weather. */
    private static final int MOST = 400;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void the_simulation_catches(PlantedBug bug) throws Exception {
        try (var mutant = Mutant.with(bug, folder)) {
            var caught = mutant.firstCaught(1, MOST);

            assertThat(caught.law()).startsWith(bug.law);
        }
    }
}
