package dev.keydesk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;
import dev.keydesk.workflow.StateRows;
import dev.keydesk.workflow.StateTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How SQLite would do each statement of ours: none goes through a whole table that grows, or
 * through everything that is open, but for those that are named here with the reason.
 */
class SqlPlansTest {
    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(select|insert|update|delete|with)\\b.*", Pattern.DOTALL);

    private static final Pattern SCAN = Pattern.compile("SCAN (\\S+)(?! CONSTANT).*");

    /** That is everything that is open, however few of it are wanted. */
    private static final Pattern BY_STATE_ALONE =
            Pattern.compile("SEARCH (\\S+) USING (?:COVERING )?INDEX \\S+ \\(state=\\?\\).*");

    /** A row or two, or as many as there are people at work at one moment. */
    private static final Set<String> SMALL =
            Set.of(
                    "keydesk",
                    "finished_scan",
                    "scan_page",
                    "interaction",
                    "lease",
                    "switch",
                    "scheduled_tasks",
                    "sqlite_master");

    private static final Map<String, String> EXCEPTIONS =
            Map.ofEntries(
                    Map.entry("Absences.FORGET", "every hour on one node"),
                    Map.entry("UnreadApps.ALL", "as many rows as apps that could not be read"),
                    Map.entry("UnreadApps.REPORT", "as many rows as apps that could not be read"),
                    Map.entry("RowRetention.DELETE_MOVED", "every hour on one node"),
                    Map.entry("RowRetention.DELETE_OWNERS", "every hour on one node"),
                    Map.entry("RowRetention.DELETE_OWNERS_READ", "every hour on one node"),
                    Map.entry("RowRetention.DELETE_ROUNDS", "every hour on one node"),
                    Map.entry("RowRetention.DELETE_SNOOZED", "every hour on one node"),
                    Map.entry(
                            "ReminderLines.APPS_TOLD_OF",
                            "open lines are compared with the credentials after each scan"),
                    Map.entry(
                            "ReminderLines.OUT_OF_DATE",
                            "open lines are compared with the credentials after each scan"),
                    Map.entry("RemovalRows.UNDER_WAY", "after a backup was put back"),
                    Map.entry(
                            "RemovalRows.EXPIRED",
                            "open proposals are compared with the credentials after each scan"),
                    Map.entry("RenewalRows.MISSING", "every ten minutes on one node"),
                    Map.entry("Requests.UNDER_WAY", "after a backup was put back"),
                    Map.entry(
                            "AuditLog.SINCE", "the operator reads the whole log, a part at a time"),
                    Map.entry(
                            "Credentials.APPS_WITH_KEYS",
                            "a rule fits by name, tag or owner, so each app has to be looked at;"
                                    + " only for people whom a rule calls"),
                    Map.entry(
                            "Credentials.ENDING_WITHIN",
                            "once a round of reminders; an index by end would triple a first scan"),
                    Map.entry(
                            "Credentials.NEVER_EXPIRING",
                            "once a round of reminders; an index by end would triple a first scan"),
                    Map.entry("DatabaseCheck.COUNT", "the operator's check"),
                    Map.entry("Links.END_ALL", "after a backup was put back"),
                    Map.entry("OwnerRows.DUE", "once a minute on one node"),
                    Map.entry(
                            "OwnerRows.UNREAD",
                            "once a scan, and while owners are still to be read"),
                    Map.entry("Requests.ALL", "the sandbox shows them all"),
                    Map.entry("ScanRows.KNOWN", "once a start"),
                    Map.entry(
                            "StoredApps.WITH_SECRETS",
                            "once a start, and when another node has read"));

    /** SQLite does not know what these ask PostgreSQL. */
    private static final Set<String> OF_POSTGRES =
            Set.of("PostgresServer", "InstanceLock", "PostgresPreflight");

    @Test
    void no_statement_goes_through_a_table_that_grows_without_being_named(@TempDir Path folder) {
        var statements = statements();
        assertThat(statements).hasSizeGreaterThan(150);
        var scans = new TreeSet<String>();
        try (var db = EachStore.SQLITE.openIn(folder)) {
            statements.forEach((name, sql) -> {
                if (plan(db, sql).stream().anyMatch(step -> isScan(sql, step))) {
                    scans.add(name);
                }
            });
        }
        assertThat(scans).isEqualTo(EXCEPTIONS.keySet());
    }

    private static boolean isScan(String sql, String step) {
        var scan = SCAN.matcher(step);
        return BY_STATE_ALONE.matcher(step).matches()
                || (scan.matches() && !SMALL.contains(table(sql, scan.group(1))));
    }

    /** A plan names tables as the statement does. */
    private static String table(String sql, String alias) {
        var named = Pattern.compile("(\\w+)\\s+" + Pattern.quote(alias) + "\\b").matcher(sql);
        while (named.find()) {
            if (!Set.of("from", "join", "update", "into").contains(named.group(1))) {
                return named.group(1);
            }
        }
        return alias;
    }

    /** The text blocks of all classes, by class and name, and what is made of tables of states. */
    private static Map<String, String> statements() {
        var statements = new TreeMap<String, String>();
        new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.keydesk")
                        .stream()
                        .filter(type -> !type.getPackageName().startsWith("dev.keydesk.sandbox"))
                        .filter(type -> !OF_POSTGRES.contains(type.getSimpleName()))
                        .flatMap(type -> Arrays.stream(type.reflect().getDeclaredFields()))
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .forEach(field -> {
                            var name =
                                    field.getDeclaringClass().getSimpleName()
                                            + "."
                                            + field.getName();
                            switch (value(field)) {
                                case String sql when STATEMENT.matcher(sql).matches() ->
                                        statements.put(name, sql);
                                case StateTable<?> table ->
                                        StateRows.statements(table)
                                                .forEach(sql -> statements.put(name + sql, sql));
                                default -> {}
                            }
                        });
        return statements;
    }

    private static Object value(Field field) {
        if (field.getType() != String.class && field.getType() != StateTable.class) {
            return "";
        }
        try {
            field.setAccessible(true);
            return Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> plan(Db db, String sql) {
        var asked = sql.replaceAll("<\\w+>", "?").replaceAll("(?<!:):\\w+", "?");
        return db.read(handle -> {
            var steps = new ArrayList<String>();
            try (var statement =
                            handle.getConnection().prepareStatement("explain query plan " + asked);
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(rows.getString("detail"));
                }
            } catch (SQLException unreadable) {
                throw new IllegalStateException(sql, unreadable);
            }
            return steps;
        });
    }
}
