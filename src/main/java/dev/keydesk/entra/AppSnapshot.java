package dev.keydesk.entra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All app registrations at one moment, sorted by name and by both ids; immutable.
 *
 * <p>Prefixes are found by binary search. To find parts of names, all names are kept in one long
 * text, because one search through it takes a fraction of the time of a hundred thousand searches.
 */
record AppSnapshot(
        Sorted byName,
        Sorted byObjectId,
        Sorted byClientId,
        NameText names,
        Optional<Instant> asOf) {
    static final AppSnapshot NONE =
            new AppSnapshot(
                    new Sorted(CompactApp::name, List.of()),
                    new Sorted(CompactApp::objectId, List.of()),
                    new Sorted(CompactApp::clientId, List.of()),
                    new NameText(List.of()),
                    Optional.empty());

    /** Fewer characters of an id match too many apps, and look like the beginning of a word. */
    private static final int SHORTEST_ID = 4;

    /**
     * Returns these apps with some changed.
     *
     * @param changed by object id in the form of {@link #folded}; empty for an app that is gone
     */
    AppSnapshot withChanges(Map<String, Optional<CompactApp>> changed, Instant asOf) {
        if (changed.isEmpty()) {
            return new AppSnapshot(byName, byObjectId, byClientId, names, Optional.of(asOf));
        }
        var gone =
                changed.keySet().stream()
                        .flatMap(id -> withObjectId(id).stream())
                        .collect(Collectors.toSet());
        var come = changed.values().stream().flatMap(Optional::stream).toList();
        var sorted = byName.with(gone, come);
        return new AppSnapshot(
                sorted,
                byObjectId.with(gone, come),
                byClientId.with(gone, come),
                new NameText(sorted.apps()),
                Optional.of(asOf));
    }

    int size() {
        return byName.apps().size();
    }

    /** Returns all apps by name. */
    List<CompactApp> apps() {
        return byName.apps();
    }

    Optional<CompactApp> withObjectId(String objectId) {
        return byObjectId.equalTo(folded(objectId)).findFirst();
    }

    /**
     * Returns matches, best first: exact names and ids, then names and ids that begin with the
     * text, then names that contain it; within each group by name. The stream is lazy.
     */
    Stream<CompactApp> search(String typed) {
        var wanted = folded(typed);
        return Stream.<Supplier<Stream<CompactApp>>>of(
                        () -> exactly(wanted),
                        () -> beginningWith(wanted),
                        () -> containing(wanted))
                .flatMap(Supplier::get)
                .distinct();
    }

    /** Returns the apps with exactly this name or id. */
    Stream<CompactApp> exactly(String typed) {
        var wanted = folded(typed);
        return Stream.of(byName, byClientId, byObjectId)
                .flatMap(sorted -> sorted.equalTo(wanted))
                .distinct();
    }

    private Stream<CompactApp> beginningWith(String wanted) {
        var named = byName.startingWith(wanted);
        if (wanted.length() < SHORTEST_ID) {
            return named;
        }
        var ids =
                Stream.of(byClientId, byObjectId)
                        .flatMap(sorted -> sorted.startingWith(wanted))
                        .sorted(Comparator.comparing(app -> new Keyed(folded(app.name()), app)));
        return Stream.concat(named, ids);
    }

    /** Returns the apps whose names contain the text, by name. */
    Stream<CompactApp> containing(String typed) {
        return names.containing(folded(typed)).mapToObj(byName.apps()::get);
    }

    /** Returns the form in which names and ids are compared. */
    static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** An app with its sort key; equal keys are sorted by object id. */
    private record Keyed(String key, CompactApp app) implements Comparable<Keyed> {
        @Override
        public int compareTo(Keyed other) {
            int difference = key.compareTo(other.key);
            return difference == 0 ? app.objectId().compareTo(other.app.objectId()) : difference;
        }
    }

    /** Apps sorted by a name or an id. */
    private record Sorted(Function<CompactApp, String> property, List<CompactApp> apps) {
        /** Unchanged apps keep their order, so that a few new ones take little time. */
        Sorted with(Set<CompactApp> gone, List<CompactApp> come) {
            var stay = apps.stream().filter(app -> !gone.contains(app)).toList();
            var merged = new ArrayList<CompactApp>(stay.size() + come.size());
            int done = 0;
            for (var next : come.stream().map(this::keyed).sorted().toList()) {
                int end = first(stay, app -> keyed(app).compareTo(next) > 0);
                merged.addAll(stay.subList(done, end));
                merged.add(next.app());
                done = end;
            }
            merged.addAll(stay.subList(done, stay.size()));
            return new Sorted(property, List.copyOf(merged));
        }

        private Keyed keyed(CompactApp app) {
            return new Keyed(key(app), app);
        }

        private String key(CompactApp app) {
            return folded(property.apply(app));
        }

        Stream<CompactApp> equalTo(String wanted) {
            return from(wanted).takeWhile(app -> key(app).equals(wanted));
        }

        Stream<CompactApp> startingWith(String wanted) {
            return from(wanted).takeWhile(app -> key(app).startsWith(wanted));
        }

        private Stream<CompactApp> from(String wanted) {
            int first = first(apps, app -> key(app).compareTo(wanted) >= 0);
            return apps.subList(first, apps.size()).stream();
        }

        /**
         * Returns the first index at which the condition holds; it must also hold at all later
         * ones.
         */
        private static int first(List<CompactApp> apps, Predicate<CompactApp> holds) {
            int low = 0;
            int high = apps.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (holds.test(apps.get(middle))) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    /**
     * All names in order, in one text, one character for each byte of their UTF-8. So it takes one
     * byte a character whatever the script, and Java searches it many bytes at a time. The bytes of
     * one character never occur in the middle of another.
     */
    private static final class NameText {
        /** Ends each name; it never occurs in UTF-8. */
        private static final int END = 0xFF;

        private final String text;
        private final int[] starts;

        NameText(List<CompactApp> byName) {
            var bytes = new ByteArrayOutputStream();
            starts = new int[byName.size()];
            for (int place = 0; place < starts.length; place++) {
                starts[place] = bytes.size();
                bytes.writeBytes(folded(byName.get(place).name()).getBytes(UTF_8));
                bytes.write(END);
            }
            text = bytes.toString(ISO_8859_1);
        }

        /** Returns the positions of names that contain the text. */
        IntStream containing(String wanted) {
            var bytes = new String(wanted.getBytes(UTF_8), ISO_8859_1);
            return IntStream.iterate(
                    next(bytes, 0),
                    place -> place < starts.length,
                    place -> next(bytes, place + 1));
        }

        private int next(String wanted, int from) {
            int found = from < starts.length ? text.indexOf(wanted, starts[from]) : -1;
            if (found < 0) {
                return starts.length;
            }
            int place = Arrays.binarySearch(starts, found);
            return place < 0 ? -place - 2 : place;
        }
    }
}
