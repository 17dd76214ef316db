package dev.keydesk.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How long each of many calls took, and all of them together. */
final class Timings {
    private final long[] ascending;
    private final Duration wall;

    Timings(long[] nanos, Duration wall) {
        this.ascending = nanos.clone();
        this.wall = wall;
        Arrays.sort(ascending);
    }

    /** The calls of several rounds as if they had been one. */
    static Timings together(List<Timings> rounds) {
        return new Timings(
                rounds.stream().flatMapToLong(round -> Arrays.stream(round.ascending)).toArray(),
                rounds.stream().map(round -> round.wall).reduce(Duration.ZERO, Duration::plus));
    }

    /** So many of a hundred calls were no slower than this. */
    double millis(int percent) {
        int place = (int) Math.ceil(ascending.length * percent / 100.0) - 1;
        return ascending[Math.max(0, place)] / 1e6;
    }

    double perSecond() {
        return ascending.length * 1e9 / wall.toNanos();
    }
}
