package dev.keydesk.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All problems that one reading found in the settings or in a file of the operator.
 *
 * <p>The message is a heading and one indented sentence for each problem, ready for the terminal.
 * There is no stack trace, because the mistake is in a setting or a file and not in the code. The
 * message never contains the value of a secret.
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
     * @param mayPass whether all of them may go away by themselves
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

    /** Returns one sentence for each problem, in the order of the file or of the settings table. */
    public List<String> sentences() {
        return sentences;
    }

    /** Returns whether all problems may go away by themselves; if not, the operator has to act. */
    public boolean mayPass() {
        return mayPass;
    }

    /** Returns the heading and the sentences as lines for the terminal. */
    public String print() {
        return String.valueOf(getMessage());
    }
}
