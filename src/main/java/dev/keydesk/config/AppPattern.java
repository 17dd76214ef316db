package dev.keydesk.config;

/**
 * A line of {@code apps} in {@code keydesk.yml}: a name in which {@code *} stands for any run of
 * characters, or a client id or object id. Letter case does not matter.
 *
 * <p>An id matches ids only. Otherwise somebody could name a new app after the id of an allowed
 * app, and it would be served.
 */
public final class AppPattern {
    private final String text;
    private final boolean isId;

    /**
     * The texts between the asterisks; the first must be at the start of the name, the last at its
     * end.
     */
    private final String[] pieces;

    /**
     * @throws IllegalArgumentException if the text is blank
     */
    public AppPattern(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a blank pattern");
        }
        this.text = text;
        this.isId = Kind.isGuid(text);
        this.pieces = text.split("\\*", -1);
    }

    public String text() {
        return text;
    }

    /** Returns whether the pattern matches the app registration with this name and these ids. */
    public boolean matches(String name, String clientId, String objectId) {
        return isId
                ? text.equalsIgnoreCase(clientId) || text.equalsIgnoreCase(objectId)
                : matchesName(name);
    }

    /**
     * Looks for each piece at its earliest place, so that matching is fast however many asterisks
     * there are. Letters are compared like {@link String#equalsIgnoreCase}, which does not depend
     * on a locale.
     */
    private boolean matchesName(String name) {
        if (pieces.length == 1) {
            return text.equalsIgnoreCase(name);
        }
        String last = pieces[pieces.length - 1];
        int end = name.length() - last.length();
        int at = pieces[0].length();
        if (at > end || !standsAt(name, 0, pieces[0]) || !standsAt(name, end, last)) {
            return false;
        }
        for (int piece = 1; piece < pieces.length - 1; piece++) {
            at = after(name, at, end, pieces[piece]);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns where the name continues after the piece, or -1 if the piece does not occur before
     * the end.
     */
    private static int after(String name, int from, int end, String piece) {
        for (int at = from; at + piece.length() <= end; at++) {
            if (standsAt(name, at, piece)) {
                return at + piece.length();
            }
        }
        return -1;
    }

    private static boolean standsAt(String name, int at, String piece) {
        return name.regionMatches(true, at, piece, 0, piece.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AppPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
