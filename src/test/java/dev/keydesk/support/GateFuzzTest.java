package dev.keydesk.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class GateFuzzTest {
    @TempDir private Path folder;

    @Test
    void two_thousand_changed_deliveries_are_no_fault_of_ours_and_refusals_fill_no_log() {
        var outcome = GateFuzz.run(folder, 2000, 1);

        assertThat(outcome.serverErrors()).isZero();
        assertThat(outcome.internalErrors()).isZero();
        assertThat(outcome.refusalBytes()).isBetween(1L, 10_000L);
    }
}
