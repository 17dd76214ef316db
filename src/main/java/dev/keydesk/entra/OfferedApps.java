package dev.keydesk.entra;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The part of the index that one rule lets through. The rule is asked about each app once and then
 * only when the index is replaced, so it may be a slow one; it must always say the same.
 */
public final class OfferedApps {
    private final AppIndex index;
    private final Serves filter;

    private volatile Choice choice = new Choice(AppSnapshot.NONE, new BitSet());

    OfferedApps(AppIndex index, Serves filter) {
        this.index = index;
        this.filter = filter;
    }

    /** Bits of one snapshot, kept beside it so that they are never read against another. */
    private record Choice(AppSnapshot snapshot, BitSet places) {}

    public List<AppRegistration> suggest(String typed, int limit) {
        var now = current();
        return AppIndex.suggest(
                now.snapshot(), now.snapshot().search(typed, now.places()::get, limit));
    }

    public Optional<AppRegistration> matchOne(String typed) {
        var now = current();
        return now.snapshot().meant(typed, now.places()::get);
    }

    public int size() {
        return current().places().cardinality();
    }

    /** Two threads may both work it out; they come to the same. */
    private Choice current() {
        var known = choice;
        var snapshot = index.snapshot();
        if (known.snapshot() == snapshot) {
            return known;
        }
        var places = new BitSet(snapshot.size());
        IntStream.range(0, snapshot.size())
                .filter(place -> snapshot.isServed(place, filter))
                .forEach(places::set);
        var fresh = new Choice(snapshot, places);
        choice = fresh;
        return fresh;
    }
}
