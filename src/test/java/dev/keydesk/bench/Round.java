package dev.keydesk.bench;

/** A way of making many calls. */
@FunctionalInterface
interface Round {
    Timings of(Call call);
}
