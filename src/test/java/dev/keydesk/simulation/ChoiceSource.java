package dev.keydesk.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** All chance of one schedule, from one seed. */
final class ChoiceSource {
    private final Random random;

    ChoiceSource(long seed) {
        this.random = new Random(seed);
    }

    /** Chance of its own for somebody, so that their drawing lots does not change ours. */
    RandomGenerator apart() {
        return new Random(random.nextLong());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }
}
