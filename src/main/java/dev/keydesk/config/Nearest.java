package dev.keydesk.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name somebody probably meant, by counting the letters that differ. */
final class Nearest {
    private Nearest() {}

    /** The closest of the known names, if no more than a third of what was written differs. */
    static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(written, name) <= Math.max(1, written.length() / 3))
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** The fewest letters to add, drop or change to get from one to the other (Levenshtein). */
    static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                int addOrDrop = Math.min(above[column], current[column - 1]) + 1;
                current[column] = Math.min(addOrDrop, above[column - 1] + change);
            }
            above = current;
        }
        return above[to.length()];
    }
}
