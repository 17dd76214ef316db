package dev.keydesk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which characters steer a screen is said in one place; a second list would miss some of them. */
class ControlCharactersTest {
    private static final Pattern OTHER_LISTS =
            Pattern.compile(
                    "\\\\p\\{(?:Cntrl|C[cfs]|Z[lp])|isISOControl|Character\\.(?:CONTROL|FORMAT)");

    @Test
    void they_are_listed_once() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("ControlCharacters.java")) {
                    assertThat(Files.readString(file))
                            .as(file.toString())
                            .doesNotContainPattern(OTHER_LISTS);
                }
            }
        }
    }
}
