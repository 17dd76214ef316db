package dev.keydesk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What can be said of the page, and of the tests, without a browser. */
class PageWeightTest {
    private static final Path FILES = Path.of("src/main/resources/dev/keydesk/web");
    private static final long LIGHT = 30_000;

    @Test
    void all_of_the_page_is_under_thirty_kilobytes() throws IOException {
        long bytes = 0;
        try (var files = Files.list(FILES)) {
            for (var file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isBetween(1L, LIGHT);
    }

    @Test
    void where_there_is_no_chromium_the_reason_says_what_to_install() {
        var nowhere = List.of(Path.of("nowhere/chromium"));
        assertThat(Chromium.among(nowhere)).isEmpty();
        assertThat(Chromium.missing(nowhere))
                .contains("skipped", "nowhere/chromium", "apt-get install chromium");
    }
}
