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

    private final boolean mayPass;

    private Problems(String heading, List<String> sentences, boolean mayPass) {
        super(
                sentences.stream().collect(Collectors.joining("\n  ", heading + "\n  ", "")),
                null,
                false,
                false);
        this.sentences = List.copyOf(sentences);
        this.mayPass = mayPass;
    }

    /**
     * @param mayPass whether time may mend all of them
     */
    static Problems inSettings(List<String> sentences, boolean mayPass) {
        return new Problems(
                sentences.size() == 1
                        ? "1 setting needs attention:"
                        : sentences.size() + " settings need attention:",
                sentences,
                mayPass);
    }

    static Problems inLines(String file, int lines, List<String> sentences) {
        return new Problems(
                lines == 1
                        ? "1 line in " + file + " needs attention:"
                        : lines + " lines in " + file + " need attention:",
                sentences,
                false);
    }

    static Problems inFile(String file, String sentence) {
        return new Problems(file + " needs attention:", List.of(sentence), false);
    }

    /** One sentence for each problem, in the order in which they stand in the file or the table. */
    public List<String> sentences() {
        return sentences;
    }

    /** Whether time may mend them; otherwise a person has to. */
    public boolean mayPass() {
        return mayPass;
    }

    /** The heading and the sentences as lines for the terminal. */
    public String print() {
        return String.valueOf(getMessage());
    }
}
