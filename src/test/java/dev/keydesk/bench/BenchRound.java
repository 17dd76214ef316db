package dev.keydesk.bench;

/** A way of making many calls. */
@FunctionalInterface
interface BenchRound {
    Timings of(Call call);
}
