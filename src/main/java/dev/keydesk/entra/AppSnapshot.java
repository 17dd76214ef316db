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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /**
     * An app on its way into a snapshot.
     *
     * @param was its place in the snapshot before; negative if it was not in there
     */
    private record Named(String name, PackedApp packed, int was) {
        static Named fresh(PackedApp packed) {
            return new Named(folded(packed.name()), packed, -1);
        }
    }

    private static final Comparator<Named> ORDER =
            Comparator.comparing(Named::name).thenComparing(app -> app.packed().objectId());

    static final AppSnapshot NONE = new AppSnapshot(List.of(), Optional.empty());

    AppSnapshot(Collection<PackedApp> apps, Optional<Instant> asOf) {
        this(apps.stream().map(Named::fresh), new int[0], new int[0], asOf);
    }

    /** What is in order already, as most of it is after a change, is sorted in no time. */
    private AppSnapshot(
            Stream<Named> apps,
            int[] wereByObjectId,
            int[] wereByClientId,
            Optional<Instant> asOf) {
        var sorted = apps.sorted(ORDER).toList();
        this.packed = sorted.stream().map(Named::packed).toArray(PackedApp[]::new);
        this.names = new SearchableNames(sorted.stream().map(Named::name).toList());
        this.byObjectId = sortedBy(PackedApp::objectId, nearly(wereByObjectId, sorted));
        this.byClientId = sortedBy(PackedApp::clientId, nearly(wereByClientId, sorted));
        this.asOf = asOf;
    }

    /** The same apps, known to be so at another moment. */
    private AppSnapshot(AppSnapshot same, Instant asOf) {
        this.packed = same.packed;
        this.names = same.names;
        this.byObjectId = same.byObjectId;
        this.byClientId = same.byClientId;
        this.asOf = Optional.of(asOf);
    }

    /** The apps at these places, and others. */
    AppSnapshot with(BitSet kept, Collection<PackedApp> others, Instant asOf) {
        if (others.isEmpty() && kept.cardinality() == packed.length) {
            return new AppSnapshot(this, asOf);
        }
        var stay = kept.stream().mapToObj(at -> new Named(names.name(at), packed[at], at));
        return new AppSnapshot(
                Stream.concat(stay, others.stream().map(Named::fresh)),
                byObjectId,
                byClientId,
                Optional.of(asOf));
    }

    /** The places of now in the order of before, and behind them those that are new. */
    private static int[] nearly(int[] before, List<Named> now) {
        var moved = new int[before.length];
        Arrays.fill(moved, -1);
        var added = IntStream.builder();
        for (int place = 0; place < now.size(); place++) {
            int was = now.get(place).was();
            if (was < 0) {
                added.add(place);
            } else {
                moved[was] = place;
            }
        }
        return IntStream.concat(
                        Arrays.stream(before).map(was -> moved[was]).filter(place -> place >= 0),
                        added.build())
                .toArray();
    }

    private int[] sortedBy(Function<PackedApp, String> id, int[] places) {
        record Keyed(String id, int place) {}
        return Arrays.stream(places)
                .mapToObj(place -> new Keyed(folded(id.apply(packed[place])), place))
                .sorted(Comparator.comparing(Keyed::id))
                .mapToInt(Keyed::place)
                .toArray();
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

    /** The one app that is meant, if only one can be. */
    Optional<AppRegistration> meant(String typed, IntPredicate offered) {
        var wanted = folded(typed);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        var exact = exactly(wanted).filter(offered).distinct().limit(2).toArray();
        var near =
                exact.length > 0
                        ? exact
                        : names.containing(wanted).filter(offered).limit(2).toArray();
        return near.length == 1 ? Optional.of(app(near[0])) : Optional.empty();
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
        IntFunctionOfText at = index -> folded(id.apply(packed[sorted[index]]));
        return IntStream.range(firstNotBelow(at, wanted), sorted.length)
                .takeWhile(index ->
                        whole ? at.text(index).equals(wanted) : at.text(index).startsWith(wanted))
                .map(index -> sorted[index]);
    }

    private interface IntFunctionOfText {
        String text(int index);
    }

    private int firstNotBelow(IntFunctionOfText at, String wanted) {
        int low = 0;
        int high = packed.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at.text(middle).compareTo(wanted) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
