package dev.keydesk.sandbox.entra;

import java.time.Duration;

/**
 * How far the parts of Entra lag behind each other. Microsoft promises no figures; the realistic
 * ones are what people have measured.
 *
 * @param readLag how old the state is that Graph's reads show
 * @param changeDistance two credential changes of one app closer than this are a conflict (409)
 * @param removeWindow a key younger than this is not yet known to removePassword (400)
 * @param signInDelay how long the token endpoint does not know a new key yet, nor a removal
 */
public record Timing(
        Duration readLag, Duration changeDistance, Duration removeWindow, Duration signInDelay) {

    public static Timing realistic() {
        return new Timing(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(8));
    }

    /** Everything is known everywhere at once; for tests that are about something else. */
    public static Timing immediate() {
        return new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    public Timing withReadLag(Duration lag) {
        return new Timing(lag, changeDistance, removeWindow, signInDelay);
    }

    public Timing withChangeDistance(Duration distance) {
        return new Timing(readLag, distance, removeWindow, signInDelay);
    }

    public Timing withRemoveWindow(Duration window) {
        return new Timing(readLag, changeDistance, window, signInDelay);
    }

    public Timing withSignInDelay(Duration delay) {
        return new Timing(readLag, changeDistance, removeWindow, delay);
    }
}
