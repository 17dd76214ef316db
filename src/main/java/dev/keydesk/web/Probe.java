package dev.keydesk.web;

/**
 * How one part of the desk is doing.
 *
 * @param part such as {@code database}, {@code slack} or {@code entra index}
 * @param detail what is seen now, and for a part that is not well what that usually means
 */
public record Probe(String part, State state, String detail) {

    /** How much of the desk hangs on it. */
    public enum State {
        UP,
        /** Something is wrong, and people are served all the same. */
        AILING,
        /** People cannot be served. */
        DOWN
    }

    public static Probe up(String part, String detail) {
        return new Probe(part, State.UP, detail);
    }

    public static Probe ailing(String part, String detail) {
        return new Probe(part, State.AILING, detail);
    }

    public static Probe down(String part, String detail) {
        return new Probe(part, State.DOWN, detail);
    }
}
