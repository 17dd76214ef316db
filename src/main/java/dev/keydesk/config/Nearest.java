package dev.keydesk.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the known name that somebody probably meant, by edit distance. */
public final class Nearest {
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_LETTERS = 64;

    private Nearest() {}

    /** Returns the closest known name; empty if more than a third of what was written differs. */
    static Optional<String> closest(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(written, name) <= Math.max(1, written.length() / 3))
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /**
     * Returns up to {@code most} closest known names, best first, however much they differ. Only
     * the first thousand known names are compared.
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

    /** A name with its distance, computed once because a sort compares each name many times. */
    private record Measured(String name, int distance) {}

    /**
     * Returns the smallest number of letters to add, remove, change or swap with the next one, to
     * get from one text to the other. Only the first {@value MOST_LETTERS} letters count, because
     * the work grows with their square.
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

    /** Returns one cell of the table, computed from the cells above and to the left of it. */
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
