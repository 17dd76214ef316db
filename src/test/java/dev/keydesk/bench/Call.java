package dev.keydesk.bench;

/** One call of a caller, which says for itself how many nanoseconds the answer took. */
@FunctionalInterface
interface Call {
    long nanos(int caller);
}
