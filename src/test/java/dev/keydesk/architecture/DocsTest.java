package dev.keydesk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SettingsTable;
import dev.keydesk.request.SecretRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the documents say about the program is true of the program. */
class DocsTest {
    private static final Pattern SETTING = Pattern.compile("\\b(?:KEYDESK|AZURE|SLACK)_[A-Z_]+\\b");
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:[- ][a-z]+)*)\"");

    /** Where the code gives an event its name: as a part of the call, or in a line of its own. */
    private static final Pattern NAMES_EVENT =
            Pattern.compile(
                    "(?m)(?:instant\\(\\), |empty\\(\\), |^ +)(\"[a-z]+(?:[- ][a-z]+)*\"),");

    private static final Pattern NAMES_EVENTS =
            Pattern.compile("(?s)String>? kind\\([\\w<>]+ \\w+\\) \\{(.*?)\n    }");

    private static final Pattern CODE = Pattern.compile("case ((?:\"[A-Za-z0-9_]+\",?\\s*)+)->");
    private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z_]*[A-Z0-9_][A-Za-z0-9_]+)\"");

    private static final Pattern QUOTATION = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern SAYS = Pattern.compile("\\.(java|html|js)$|^bin/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/operations.md",
                "docs/rationale.md",
                "docs/troubleshooting.md",
                "CHANGELOG.md",
                "Dockerfile"
            })
    void every_setting_they_name_exists(String file) throws IOException {
        var settings =
                SettingsTable.effective(Map.of()).stream()
                        .map(SettingsTable.Line::name)
                        .collect(Collectors.toSet());

        assertThat(settings).containsAll(matches(SETTING, read(file), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SignInFailure", "EntraErrorMessages"})
    void every_code_of_entra_that_we_explain_has_a_heading(String source) throws IOException {
        var code = read("src/main/java/dev/keydesk/entra/%s.java".formatted(source));
        var explained = new TreeSet<String>();
        matches(CODE, code, 1).forEach(cases -> explained.addAll(matches(QUOTED, cases, 1)));
        // These two are ours, for what the network did.
        explained.removeAll(Set.of("SSLException", "NoSuchFileException"));

        var headings =
                read("docs/troubleshooting.md")
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .collect(Collectors.joining("\n"));

        assertThat(explained).hasSizeGreaterThan(5);
        assertThat(explained).allMatch(headings::contains);
    }

    @Test
    void every_event_of_the_audit_log_has_its_line() throws IOException {
        var table = read("docs/operations.md");
        var section = table.substring(table.indexOf("## Who did what"));

        var listed = new TreeSet<String>();
        matches(TABLE_ROW, section.substring(0, section.indexOf("\n## ", 1)), 1)
                .forEach(names -> listed.addAll(matches(NAME, names, 1)));
        assertThat(listed).isEqualTo(eventsInTheCode());
    }

    /**
     * Whoever searches for the words of a message finds its heading; "…" stands for what varies.
     */
    @Test
    void every_heading_that_quotes_a_message_quotes_one_that_the_program_says() throws IOException {
        var said = new StringBuilder();
        for (var folder : List.of("src/main", "bin")) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(it -> SAYS.matcher(it.toString()).find()).toList()) {
                    said.append(Files.readString(file));
                }
            }
        }
        var sentences =
                said.toString()
                        .replaceAll("\"\\s*\\+\\s*\"", "")
                        .replace("\\\"", "\"")
                        .replaceAll("\\s+", " ");

        var quoted =
                read("docs/troubleshooting.md")
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .flatMap(line -> matches(QUOTATION, line, 1).stream())
                        .flatMap(Pattern.compile("…|#|\\(40\\d\\)")::splitAsStream)
                        .map(String::strip)
                        .filter(part -> part.length() > 3);

        assertThat(quoted).hasSizeGreaterThan(80).allMatch(sentences::contains);
    }

    private static Set<String> eventsInTheCode() throws IOException {
        var events =
                Arrays.stream(SecretRequest.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                var code = Files.readString(source);
                if (code.contains("AuditEvent")) {
                    addAll(events, matches(NAMES_EVENT, code, 1));
                }
                if (code.contains("AuditEvent") || code.contains("String kind(Removal ")) {
                    addAll(events, matches(NAMES_EVENTS, code, 1));
                }
            }
        }
        addAll(
                events,
                matches(
                        Pattern.compile("[A-Z]+(\\(\"[^)]+)"),
                        read("src/main/java/dev/keydesk/keychange/OperatorSwitch.java"),
                        1));
        return events;
    }

    private static void addAll(Set<String> events, Set<String> code) {
        code.forEach(part -> events.addAll(matches(LITERAL, part, 1)));
    }

    @Test
    void the_image_is_built_by_the_script_that_can_be_tried_without_it() throws IOException {
        assertThat(read("Dockerfile")).contains("bin/image-root /app");
        assertThat(Path.of("bin/image-root")).isExecutable();
        assertThat(Path.of("bin/keydesk")).isExecutable();
        assertThat(Path.of(".ci/run")).isExecutable();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static Set<String> matches(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
