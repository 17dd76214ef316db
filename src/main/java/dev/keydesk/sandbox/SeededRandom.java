package dev.keydesk.sandbox;

import java.util.random.RandomGenerator;

/**
 * Throws what a seed makes it throw, until it is let go: a company that is furnished from a seed
 * gets the same ids again, and what is made in it afterwards gets ids of its own.
 */
final class SeededRandom implements RandomGenerator {
    private volatile RandomGenerator source;

    SeededRandom(RandomGenerator source) {
        this.source = source;
    }

    void throwLike(RandomGenerator other) {
        source = other;
    }

    @Override
    public long nextLong() {
        return source.nextLong();
    }
}
