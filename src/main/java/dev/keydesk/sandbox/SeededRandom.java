package dev.keydesk.sandbox;

import java.util.random.RandomGenerator;

/**
 * Seeded random numbers until it is released: a company that is set up from a seed gets the same
 * ids again, and what is made in it afterwards gets new ones.
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
