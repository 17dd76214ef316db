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
    /** A rare bug has to wait for its weather, also where the schedules are others by now. */
    private static final int MOST = 400;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void the_simulation_catches(PlantedBug bug) throws Exception {
        try (var mutant = Mutant.with(bug, folder)) {
            var caught = mutant.firstCaught(bug.from, MOST);

            assertThat(caught.law()).startsWith(bug.law);
        }
    }
}
