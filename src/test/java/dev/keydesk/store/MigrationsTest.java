package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A rolling upgrade lets old nodes work on what a new one has migrated. So a migration only adds,
 * or raises {@code readable_from}, which old nodes heed.
 */
class MigrationsTest {
    private static final Path FOLDER = Path.of("src/main/resources/db");
    private static final String FIRST = "V1__first.sql";

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");

    /** An index or a trigger that is dropped is missed by nobody who reads or writes. */
    private static final Pattern TAKES_AWAY =
            Pattern.compile(
                    """
                    \\bdrop\\s+(?!index\\b|trigger\\b)
                    |\\brename\\b
                    |\\balter\\s+(?:column\\s+)?\\S+\\s+(?:set\\s+data\\s+)?type\\b
                    |\\bset\\s+not\\s+null\\b
                    |\\bdelete\\s+from\\b
                    |\\btruncate\\b
                    |\\badd\\s+constraint\\b
                    |\\bunique\\s+index\\b
                    """,
                    Pattern.COMMENTS);

    /** Old programs do not fill what they do not know. */
    private static final Pattern DEMANDS =
            Pattern.compile("\\badd\\s+column\\b(?![^;]*\\bdefault\\b)[^;]*\\bnot\\s+null\\b");

    private static final Pattern RAISES =
            Pattern.compile("\\bupdate\\s+keydesk\\s+set\\s+readable_from\\s*=\\s*(\\d+)");

    /** What an old node could not live with, unless it is told to stop. */
    private static Optional<String> fault(String sql) {
        var said = COMMENT.matcher(sql).replaceAll("").toLowerCase(Locale.ROOT);
        var raised = RAISES.matcher(said);
        if (raised.find()) {
            return Integer.parseInt(raised.group(1)) <= Store.READS
                    ? Optional.empty()
                    : Optional.of("this very program does not read " + raised.group(1));
        }
        return first(TAKES_AWAY, said).or(() -> first(DEMANDS, said));
    }

    private static Optional<String> first(Pattern pattern, String said) {
        return pattern.matcher(said).results().map(MatchResult::group).findFirst();
    }

    private static Map<String, String> migrations(String kind) throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.list(FOLDER.resolve(kind))) {
            files.forEach(file -> all.put(file.getFileName().toString(), read(file)));
        }
        return all;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void a_migration_only_adds_or_tells_old_nodes_to_stop(String kind) throws IOException {
        var all = migrations(kind);
        assertThat(all.remove(FIRST)).isNotNull();
        all.forEach((name, sql) -> assertThat(fault(sql)).as(name).isEmpty());
    }

    @Test
    void both_kinds_of_database_have_the_same_migrations() throws IOException {
        assertThat(migrations("sqlite").keySet()).isEqualTo(migrations("postgres").keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table link drop column code_mac;",
                "drop table switch;",
                "alter table link rename to one_time_link;",
                "alter table lease rename column until to ends;",
                "alter table lease alter column until type integer;",
                "alter table lease alter until set data type integer;",
                "alter table lease alter column holder set not null;",
                "alter table lease add column why text not null;",
                "create unique index one_a_day on link (ticket);",
                "delete from delivery;",
                "update keydesk set readable_from = 99;",
            })
    void what_an_old_node_could_not_live_with_is_noticed(String sql) {
        assertThat(fault(sql)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table later (thing text not null);",
                "alter table lease add column why text;",
                "alter table lease add column why text not null default '';",
                "create index lease_by_end on lease (until); -- drop table is only said here",
                "drop index link_by_age;",
                "alter table link drop column code_mac; update keydesk set readable_from = 1;",
            })
    void what_an_old_node_can_live_with_is_fine(String sql) {
        assertThat(fault(sql)).isEmpty();
    }
}
