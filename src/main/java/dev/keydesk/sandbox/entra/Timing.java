package dev.keydesk.sandbox.entra;

import java.time.Duration;

/**
 * The delays between the parts of Entra. Microsoft guarantees no figures; the realistic ones are
 * what people have measured.
 *
 * @param readLag how old the state is that Graph's reads show
 * @param changeDistance two credential changes of one app closer than this are a conflict (409)
 * @param removeWindow removePassword does not know a secret younger than this yet (400)
 * @param signInDelay how long the token endpoint does not know about a new secret or a removal
 */
public record Timing(
        Duration readLag, Duration changeDistance, Duration removeWindow, Duration signInDelay) {

    /** Returns the measured delays. */
    public static Timing realistic() {
        return new Timing(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(8));
    }

    /** Returns no delays, for tests about something else. */
    public static Timing immediate() {
        return new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** Returns the same with another delay of reads. */
    public Timing withReadLag(Duration lag) {
        return new Timing(lag, changeDistance, removeWindow, signInDelay);
    }

    /** Returns the same with another distance between changes. */
    public Timing withChangeDistance(Duration distance) {
        return new Timing(readLag, distance, removeWindow, signInDelay);
    }

    /** Returns the same with another delay before a removal. */
    public Timing withRemoveWindow(Duration window) {
        return new Timing(readLag, changeDistance, window, signInDelay);
    }

    /** Returns the same with another delay of the sign-in. */
    public Timing withSignInDelay(Duration delay) {
        return new Timing(readLag, changeDistance, removeWindow, delay);
    }
}
