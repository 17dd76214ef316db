package dev.keydesk.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong in a file, line by line, until all of it can be said at once. */
final class LineProblems {
    private static final int LONGEST_QUOTE = 60;

    private record Found(int line, String sentence) {}

    private final String file;
    private final Set<Found> found = new LinkedHashSet<>();

    LineProblems(String file) {
        this.file = file;
    }

    /** A piece of the file inside a sentence; tokens of Slack have no place there. */
    static String quote(String text) {
        if (text.startsWith("xox") || text.startsWith("xapp-")) {
            return "\"(hidden)\"";
        }
        String line = ControlCharacters.replaced(text);
        return line.length() <= LONGEST_QUOTE
                ? "\"" + line + "\""
                : "\"" + line.substring(0, LONGEST_QUOTE) + "…\"";
    }

    /** The same sentence about the same line counts once. */
    void at(int line, String sentence) {
        found.add(new Found(line, sentence));
    }

    /** Throws what was found; returns if that is nothing. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw all();
        }
    }

    /** What was found, in the order of the file. */
    Problems all() {
        return Problems.inLines(file, distinctLines(), sentences());
    }

    /** One problem that makes all others pointless. */
    Problems only(int line, String sentence) {
        found.clear();
        at(line, sentence);
        return all();
    }

    private int distinctLines() {
        return (int) found.stream().mapToInt(Found::line).distinct().count();
    }

    private List<String> sentences() {
        return found.stream()
                .sorted(Comparator.comparingInt(Found::line))
                .map(problem -> file + ":" + problem.line() + ": " + problem.sentence())
                .toList();
    }
}
