package dev.keydesk.entra;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All app registrations at one moment, in the order of their names; never changed once built.
 *
 * <p>An app is a place in that order. Names are kept in lower case for searching, everything else
 * packed; ids are found by halving two lists of places that are sorted by id.
 */
final class AppSnapshot {
    /** Fewer characters of an id fit too many apps, and look like the beginning of a word. */
    private static final int SHORTEST_ID = 4;

    private final PackedApp[] packed;
    private final SearchableNames names;
    private final int[] byObjectId;
    private final int[] byClientId;
    private final Optional<Instant> asOf;

    /** An app on its way into a snapshot. */
    private record Named(String name, PackedApp packed) {
        static Named of(PackedApp packed) {
            return new Named(folded(packed.name()), packed);
        }

        boolean isAfter(String otherName, PackedApp other) {
            int difference = name.compareTo(otherName);
            return difference > 0
                    || (difference == 0 && packed.objectId().compareTo(other.objectId()) > 0);
        }
    }

    private static final Comparator<Named> ORDER =
            Comparator.comparing(Named::name).thenComparing(app -> app.packed().objectId());

    static final AppSnapshot NONE = new AppSnapshot();

    private AppSnapshot() {
        this.packed = new PackedApp[0];
        this.names = SearchableNames.NONE;
        this.byObjectId = new int[0];
        this.byClientId = new int[0];
        this.asOf = Optional.empty();
    }

    /** The same apps, known to be so at another moment. */
    private AppSnapshot(AppSnapshot same, Instant asOf) {
        this.packed = same.packed;
        this.names = same.names;
        this.byObjectId = same.byObjectId;
        this.byClientId = same.byClientId;
        this.asOf = Optional.of(asOf);
    }

    /** Those that stay are in order already, so that a few newcomers take no time. */
    private AppSnapshot(AppSnapshot before, int[] stay, List<Named> newcomers, Instant asOf) {
        var woven =
                Woven.of(
                        stay,
                        newcomers.size(),
                        (place, newcomer) ->
                                newcomers
                                        .get(newcomer)
                                        .isAfter(before.names.name(place), before.packed[place]));
        this.packed =
                woven.map(
                                place -> before.packed[place],
                                newcomer -> newcomers.get(newcomer).packed())
                        .toArray(PackedApp[]::new);
        this.names = before.names.woven(woven, newcomers.stream().map(Named::name).toList());
        var places = woven.places(before.size());
        this.byObjectId = byId(PackedApp::objectId, before, before.byObjectId, newcomers, places);
        this.byClientId = byId(PackedApp::clientId, before, before.byClientId, newcomers, places);
        this.asOf = Optional.of(asOf);
    }

    private static int[] byId(
            Function<PackedApp, String> id,
            AppSnapshot before,
            int[] wereById,
            List<Named> newcomers,
            Woven.Places places) {
        record Keyed(String id, int newcomer) {}
        var fresh =
                IntStream.range(0, newcomers.size())
                        .mapToObj(at -> new Keyed(folded(id.apply(newcomers.get(at).packed())), at))
                        .sorted(Comparator.comparing(Keyed::id))
                        .toList();
        var stay = Arrays.stream(wereById).filter(places::stays).toArray();
        return Woven.of(
                        stay,
                        fresh.size(),
                        (place, at) ->
                                folded(id.apply(before.packed[place])).compareTo(fresh.get(at).id())
                                        < 0)
                .mapToInt(places::ofStaying, at -> places.ofNewcomer(fresh.get(at).newcomer()))
                .toArray();
    }

    /** The apps at these places, and others. */
    AppSnapshot with(BitSet kept, Collection<PackedApp> others, Instant asOf) {
        if (others.isEmpty() && kept.cardinality() == packed.length) {
            return new AppSnapshot(this, asOf);
        }
        return new AppSnapshot(
                this,
                kept.stream().toArray(),
                others.stream().map(Named::of).sorted(ORDER).toList(),
                asOf);
    }

    int size() {
        return packed.length;
    }

    Optional<Instant> asOf() {
        return asOf;
    }

    AppRegistration app(int place) {
        return packed[place].unpack();
    }

    boolean isServed(int place, Serves filter) {
        var app = packed[place];
        return filter.serves(app.name(), app.clientId(), app.objectId());
    }

    PackedApp packed(int place) {
        return packed[place];
    }

    OptionalInt placeOf(String objectId) {
        return places(byObjectId, PackedApp::objectId, folded(objectId), true).findFirst();
    }

    Optional<AppRegistration> withObjectId(String objectId) {
        return places(byObjectId, PackedApp::objectId, folded(objectId), true)
                .mapToObj(this::app)
                .findFirst();
    }

    /**
     * The best places for what somebody typed: that very name or id, then names and ids that begin
     * with it, then names that contain it; within each by name.
     */
    int[] search(String typed, IntPredicate offered, int limit) {
        var wanted = folded(typed);
        if (wanted.isEmpty()) {
            return IntStream.range(0, packed.length).filter(offered).limit(limit).toArray();
        }
        var found = new LinkedHashSet<Integer>();
        collect(exactly(wanted), offered, limit, found);
        collect(beginningWith(wanted), offered, limit, found);
        collect(names.containing(wanted), offered, limit, found);
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void collect(
            IntStream places, IntPredicate offered, int limit, SequencedSet<Integer> found) {
        places.filter(place -> !found.contains(place))
                .filter(offered)
                .limit(limit - found.size())
                .forEach(found::add);
    }

    /** The places of the apps that may be meant; no more than two of them. */
    int[] mayMean(String typed, IntPredicate offered) {
        var wanted = folded(typed);
        if (wanted.isEmpty()) {
            return new int[0];
        }
        var exact = exactly(wanted).filter(offered).distinct().limit(2).toArray();
        return exact.length > 0
                ? exact
                : names.containing(wanted).filter(offered).limit(2).toArray();
    }

    private IntStream exactly(String wanted) {
        return IntStream.concat(
                namesFrom(wanted).takeWhile(place -> names.name(place).equals(wanted)),
                ids(wanted, true));
    }

    private IntStream beginningWith(String wanted) {
        var named = namesFrom(wanted).takeWhile(place -> names.name(place).startsWith(wanted));
        return wanted.length() < SHORTEST_ID
                ? named
                : IntStream.concat(named, ids(wanted, false).sorted());
    }

    private IntStream namesFrom(String wanted) {
        return IntStream.range(firstNotBelow(names::name, wanted), packed.length);
    }

    private IntStream ids(String wanted, boolean whole) {
        return IntStream.concat(
                places(byClientId, PackedApp::clientId, wanted, whole),
                places(byObjectId, PackedApp::objectId, wanted, whole));
    }

    private IntStream places(
            int[] sorted, Function<PackedApp, String> id, String wanted, boolean whole) {
        IntFunction<String> at = index -> folded(id.apply(packed[sorted[index]]));
        return IntStream.range(firstNotBelow(at, wanted), sorted.length)
                .takeWhile(index ->
                        whole ? at.apply(index).equals(wanted) : at.apply(index).startsWith(wanted))
                .map(index -> sorted[index]);
    }

    private int firstNotBelow(IntFunction<String> at, String wanted) {
        return Woven.first(0, packed.length, index -> at.apply(index).compareTo(wanted) >= 0);
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
