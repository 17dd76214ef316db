package dev.keydesk.store;

import org.slf4j.Logger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Skips rows that this version cannot read; a newer version, which may run beside it, handles them.
 * The log says so once for each state.
 */
public final class UnreadableRows {
    private final Set<String> toldOnce = ConcurrentHashMap.newKeySet();
    private final Logger log;
    private final String what;

    /**
     * @param what the name of these rows, in the plural
     */
    public UnreadableRows(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Returns the row, or empty if this version cannot read it. */
    public <T> Optional<T> readable(String state, Supplier<T> row) {
        return readable(state, "one", row);
    }

    /**
     * The same for rows that have a name.
     *
     * @param key the name of a damaged row in the log
     */
    public <T> Optional<T> readable(String state, String key, Supplier<T> row) {
        try {
            return Optional.of(read(state, key, row));
        } catch (RowJson.Unreadable said) {
            return Optional.empty();
        }
    }

    /**
     * Returns a single row that is needed.
     *
     * @throws RowJson.Unreadable if this version cannot read it; the caller tries again later, or
     *     leaves it to another node
     */
    public <T> T read(String state, Supplier<T> row) {
        return read(state, "one", row);
    }

    /**
     * The same for a row that has a name.
     *
     * @param key the name of a damaged row in the log
     * @throws RowJson.Unreadable as above
     */
    public <T> T read(String state, String key, Supplier<T> row) {
        try {
            return row.get();
        } catch (RowJson.Damaged damaged) {
            if (toldOnce.add(state + " " + key)) {
                log.error(
                        "{} in state {}: {} is damaged: {}",
                        what,
                        state,
                        key,
                        damaged.getMessage());
            }
            throw damaged;
        } catch (RowJson.Unreadable unreadable) {
            if (toldOnce.add(state)) {
                log.warn("{} in state {} are left alone: {}", what, state, unreadable.getMessage());
            }
            throw unreadable;
        }
    }

    /**
     * Calls {@code look} with each item; an item that leads to an unreadable row does not stop the
     * others.
     */
    public static <T> void each(List<T> all, Consumer<T> look) {
        for (var one : all) {
            try {
                look.accept(one);
            } catch (RowJson.Unreadable ofNewerVersion) {
                // Logged when the row was read.
            }
        }
    }
}
