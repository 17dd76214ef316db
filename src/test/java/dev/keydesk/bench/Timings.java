package dev.keydesk.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long each of many calls took.
 *
 * @param nanos in ascending order
 * @param wall how long all of them took together
 */
@SuppressWarnings("ArrayRecordComponent") // Hundreds of thousands of numbers; nobody compares them.
record Timings(long[] nanos, Duration wall) {
    static Timings of(long[] nanos, Duration wall) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Timings(sorted, wall);
    }

    /** The calls of several rounds as if they had been one. */
    static Timings together(List<Timings> rounds) {
        return of(
                rounds.stream().flatMapToLong(round -> Arrays.stream(round.nanos)).toArray(),
                rounds.stream().map(Timings::wall).reduce(Duration.ZERO, Duration::plus));
    }

    /** So many of a hundred calls were no slower than this. */
    double millis(int percent) {
        int place = (int) Math.ceil(nanos.length * percent / 100.0) - 1;
        return nanos[Math.max(0, place)] / 1e6;
    }

    double perSecond() {
        return nanos.length * 1e9 / wall.toNanos();
    }
}
