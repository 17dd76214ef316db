package dev.keydesk.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name somebody probably meant, by counting the letters that differ. */
public final class Nearest {
    private Nearest() {}

    /** The closest of the known names, if no more than a third of what was written differs. */
    static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(written, name) <= Math.max(1, written.length() / 3))
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** The closest few of the known names, best first; however far they are. */
    public static List<String> few(String written, Collection<String> known, int most) {
        return known.stream()
                .distinct()
                .sorted(
                        Comparator.comparingInt((String name) -> distance(written, name))
                                .thenComparing(name -> name))
                .limit(most)
                .toList();
    }

    /**
     * The fewest letters to add, drop, change or swap with the next to get from one to the other.
     */
    static int distance(String from, String to) {
        int[][] fewest = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                fewest[row][column] = fewest(fewest, from, row, to, column);
            }
        }
        return fewest[from.length()][to.length()];
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
