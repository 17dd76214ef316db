package dev.keydesk.store;

import org.slf4j.Logger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Rows that this version cannot read are left to a newer one, which may run beside it. The log says
 * so once for each state, however often somebody comes to them.
 */
public final class UnreadableRows {
    private final Set<String> toldOnce = ConcurrentHashMap.newKeySet();
    private final Logger log;
    private final String what;

    /**
     * @param what they are, in the plural
     */
    public UnreadableRows(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Of several rows those that can be read; the others stop nobody. */
    public <T> Optional<T> readable(String state, Supplier<T> row) {
        return readable(state, "one", row);
    }

    /**
     * The same for rows that have a name.
     *
     * @param key by which the log names a damaged one
     */
    public <T> Optional<T> readable(String state, String key, Supplier<T> row) {
        try {
            return Optional.of(read(state, key, row));
        } catch (RowJson.Unreadable said) {
            return Optional.empty();
        }
    }

    /**
     * One row that somebody asks for.
     *
     * @throws RowJson.Unreadable if this version cannot read it; whoever came for it comes again,
     *     or leaves it to another node
     */
    public <T> T read(String state, Supplier<T> row) {
        return read(state, "one", row);
    }

    /**
     * The same for a row that has a name.
     *
     * @param key by which the log names it if it is damaged
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

    /** Looks at each of several; one that leads to a row nobody here can read stops no other. */
    public static <T> void each(List<T> all, Consumer<T> look) {
        for (var one : all) {
            try {
                look.accept(one);
            } catch (RowJson.Unreadable ofNewerVersion) {
                // Said when the row was read.
            }
        }
    }
}
