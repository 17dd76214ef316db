package dev.keydesk.web;

/**
 * How one part of the desk is doing.
 *
 * @param part such as {@code database}, {@code slack} or {@code entra index}
 * @param detail what is seen now, and for a part that is not well what that usually means
 */
public record HealthProbe(String part, State state, String detail) {

    /** How much of the desk hangs on it. */
    public enum State {
        UP,
        /** Something is wrong, and people are served all the same. */
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
