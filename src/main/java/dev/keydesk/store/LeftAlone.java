package dev.keydesk.store;

import org.slf4j.Logger;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Rows that this version cannot read are left to a newer one, which may run beside it. The log says
 * so once for each state, however often somebody comes to them.
 */
public final class LeftAlone {
    private final Set<String> toldOnce = ConcurrentHashMap.newKeySet();
    private final Logger log;
    private final String what;

    /**
     * @param what they are, in the plural
     */
    public LeftAlone(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Of several rows those that can be read; the others stop nobody. */
    public <T> Optional<T> readable(String state, Supplier<T> row) {
        try {
            return Optional.of(row.get());
        } catch (RowJson.Unreadable unreadable) {
            tell(state, unreadable);
            return Optional.empty();
        }
    }

    public void tell(String state, RowJson.Unreadable why) {
        if (toldOnce.add(state)) {
            log.warn("{} in state {} are left alone: {}", what, state, why.getMessage());
        }
    }
}
