package dev.keydesk.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name somebody probably meant, by counting the letters that differ. */
public final class Nearest {
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_LETTERS = 64;

    private Nearest() {}

    /** The closest of the known names, if no more than a third of what was written differs. */
    static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(written, name) <= Math.max(1, written.length() / 3))
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /**
     * The closest few of the known names, best first; however far they are. Of more than a thousand
     * known names the first thousand are looked at.
     */
    public static List<String> few(String written, Collection<String> known, int most) {
        return known.stream()
                .distinct()
                .limit(MOST_NAMES)
                .map(name -> new Measured(name, distance(written, name)))
                .sorted(Comparator.comparingInt(Measured::distance).thenComparing(Measured::name))
                .limit(most)
                .map(Measured::name)
                .toList();
    }

    /** Measured once: a sort compares each name many times. */
    private record Measured(String name, int distance) {}

    /**
     * The fewest letters to add, drop, change or swap with the next to get from one to the other.
     * The first {@value MOST_LETTERS} letters count, since the work grows with their square.
     */
    static int distance(String written, String known) {
        var from = beginning(written);
        var to = beginning(known);
        int[][] fewest = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                fewest[row][column] = fewest(fewest, from, row, to, column);
            }
        }
        return fewest[from.length()][to.length()];
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(MOST_LETTERS, text.length()));
    }

    /** One cell, from those above and to the left: the first letters of one, and of the other. */
    private static int fewest(int[][] fewest, String from, int row, String to, int column) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int best =
                Math.min(
                        Math.min(fewest[row - 1][column], fewest[row][column - 1]) + 1,
                        fewest[row - 1][column - 1] + change);
        return isSwap(from, row, to, column)
                ? Math.min(best, fewest[row - 2][column - 2] + 1)
                : best;
    }

    private static boolean isSwap(String from, int row, String to, int column) {
        return row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
    }
}
