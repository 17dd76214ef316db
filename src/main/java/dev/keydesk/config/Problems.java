package dev.keydesk.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that needs attention in what the operator wrote, found in one reading.
 *
 * <p>It prints as a heading and one indented sentence a problem, ready for the terminal. It has no
 * stack trace, because the mistake is in a setting or a file and not in the code, and it never
 * holds the value of a secret.
 */
public final class Problems extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    private Problems(String heading, List<String> sentences) {
        super(
                sentences.stream().collect(Collectors.joining("\n  ", heading + "\n  ", "")),
                null,
                false,
                false);
        this.sentences = List.copyOf(sentences);
    }

    static Problems inSettings(List<String> sentences) {
        return new Problems(
                sentences.size() == 1
                        ? "1 setting needs attention:"
                        : sentences.size() + " settings need attention:",
                sentences);
    }

    static Problems inLines(String file, int lines, List<String> sentences) {
        return new Problems(
                lines == 1
                        ? "1 line in " + file + " needs attention:"
                        : lines + " lines in " + file + " need attention:",
                sentences);
    }

    static Problems inFile(String file, String sentence) {
        return new Problems(file + " needs attention:", List.of(sentence));
    }

    /** One sentence for each problem, in the order in which they stand in the file or the table. */
    public List<String> sentences() {
        return sentences;
    }

    /** The heading and the sentences as lines for the terminal. */
    public String print() {
        return String.valueOf(getMessage());
    }
}
