package dev.keydesk.web;

/**
 * The state of one part of Keydesk.
 *
 * @param part such as {@code database}, {@code slack} or {@code entra index}
 * @param detail what is observed now and, for a part that is not up, what that usually means
 */
public record HealthProbe(String part, State state, String detail) {

    /** How serious a problem is. */
    public enum State {
        UP,
        /** Something is wrong, but people are served. */
        AILING,
        /** People cannot be served. */
        DOWN
    }

    public static HealthProbe up(String part, String detail) {
        return new HealthProbe(part, State.UP, detail);
    }

    public static HealthProbe ailing(String part, String detail) {
        return new HealthProbe(part, State.AILING, detail);
    }

    public static HealthProbe down(String part, String detail) {
        return new HealthProbe(part, State.DOWN, detail);
    }
}
