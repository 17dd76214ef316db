package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;

import dev.keydesk.store.Db;

/** How db-scheduler speaks to the table of jobs in each kind of database. */
final class JobTable {
    private JobTable() {}

    static JdbcCustomization in(Db db) {
        return switch (db.kind()) {
            case SQLITE -> new SqliteJdbcCustomization();
            case POSTGRES -> new PostgreSqlJdbcCustomization(false, false);
        };
    }
}
