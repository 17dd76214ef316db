package dev.keydesk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code formatted} writes numbers and dates as the machine's locale has them, and can be told no
 * other: {@code %d} is ٣ in Egypt. {@code %s} is the same everywhere; who wants more says {@code
 * String.format(Locale.ROOT, …)}.
 */
class LocaleTest {
    private static final Pattern BY_LOCALE =
            Pattern.compile(
                    "%([0-9]+\\$)?[-#+ 0,(<]*[0-9]*(\\.[0-9]+)?[defgatDTSX](?![a-zA-Z]*\\{)");

    @Test
    void no_text_of_ours_has_a_number_in_it_that_the_locale_writes() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var found =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(file -> lines(file).stream())
                            .filter(line -> !line.contains("Locale.ROOT"))
                            .filter(line -> line.contains("\"") || line.contains("formatted"))
                            .filter(line -> BY_LOCALE.matcher(line).find())
                            .toList();
            assertThat(found).isEmpty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> file + ": " + line.strip())
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
