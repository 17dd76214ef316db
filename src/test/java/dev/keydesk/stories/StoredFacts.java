package dev.keydesk.stories;

import dev.keydesk.store.Db;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every row of every table, apart from the bookkeeping of deliveries and clicks and from audit
 * events that say that something was refused.
 */
record StoredFacts(Map<String, String> tables) {
    private static final Set<String> BOOKKEEPING =
            Set.of("delivery", "interaction", "flyway_schema_history");

    private static final String TABLES =
            """
            select name from sqlite_master
             where type = 'table' and name not like 'sqlite_%'
             order by name
            """;

    static StoredFacts of(Db db) {
        return db.read(sql -> {
            var all = new TreeMap<String, String>();
            for (var table : sql.createQuery(TABLES).mapTo(String.class).list()) {
                if (!BOOKKEEPING.contains(table)) {
                    var rows = sql.createQuery("select * from " + table + where(table)).mapToMap();
                    all.put(
                            table,
                            String.join(
                                    "\n", rows.map(String::valueOf).stream().sorted().toList()));
                }
            }
            return new StoredFacts(all);
        });
    }

    private static String where(String table) {
        return switch (table) {
            case "audit_event" -> " where kind <> 'refused'";
            case "scheduled_tasks" -> " where task_name <> 'settle-click'";
            default -> "";
        };
    }

    /** The tables that hold something else, as they were and as they are. */
    List<String> differsFrom(StoredFacts before) {
        return tables.entrySet().stream()
                .filter(now -> !now.getValue().equals(before.tables().get(now.getKey())))
                .map(now ->
                        "%s: %s%nbefore: %s"
                                .formatted(
                                        now.getKey(),
                                        now.getValue(),
                                        before.tables().get(now.getKey())))
                .toList();
    }

    /** The same without some tables. */
    StoredFacts without(Set<String> names) {
        var rest = new TreeMap<>(tables);
        rest.keySet().removeAll(names);
        return new StoredFacts(rest);
    }
}
