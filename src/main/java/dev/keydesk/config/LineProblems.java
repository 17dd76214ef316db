package dev.keydesk.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of a file by line, until all of them can be reported together. */
final class LineProblems {
    private static final int LONGEST_QUOTE = 60;

    private record Found(int line, String sentence) {}

    private final String file;
    private final Set<Found> found = new LinkedHashSet<>();

    LineProblems(String file) {
        this.file = file;
    }

    /** Returns a piece of the file as it is quoted in a sentence; a Slack token is not repeated. */
    static String quote(String text) {
        if (text.startsWith("xox") || text.startsWith("xapp-")) {
            return "\"(hidden)\"";
        }
        String line = ControlCharacters.replaced(text);
        return line.length() <= LONGEST_QUOTE
                ? "\"" + line + "\""
                : "\"" + line.substring(0, LONGEST_QUOTE) + "…\"";
    }

    /** Adds a sentence about a line; the same sentence about the same line is reported once. */
    void add(int line, String sentence) {
        found.add(new Found(line, sentence));
    }

    /** Throws the collected problems, if there are any. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw all();
        }
    }

    /** Returns the collected problems in the order of the file. */
    Problems all() {
        return Problems.inLines(file, distinctLines(), sentences());
    }

    /** Returns one problem that replaces all others, because they would mislead. */
    Problems only(int line, String sentence) {
        found.clear();
        add(line, sentence);
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
