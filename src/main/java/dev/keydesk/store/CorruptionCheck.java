package dev.keydesk.store;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

import java.sql.SQLException;
import java.util.Set;

/** Recognises the errors by which a database reports that stored data is damaged. */
final class CorruptionCheck {
    /** data_corrupted and index_corrupted, in appendix A of PostgreSQL's manual. */
    private static final Set<String> OF_POSTGRES = Set.of("XX001", "XX002");

    private CorruptionCheck() {}

    /** Returns whether any of the nested causes reports damage. */
    static boolean isToldBy(Throwable trouble) {
        for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (isDamage(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDamage(Throwable cause) {
        return switch (cause) {
            case SQLiteException sqlite ->
                    sqlite.getResultCode().name().startsWith("SQLITE_CORRUPT");
            case SQLException other ->
                    other.getSQLState() != null && OF_POSTGRES.contains(other.getSQLState());
            default -> false;
        };
    }
}
