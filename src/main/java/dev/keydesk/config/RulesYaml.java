package dev.keydesk.config;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

import java.io.StringReader;
import java.util.Optional;

/**
 * Text to YAML nodes, each of which knows its line.
 *
 * <p>Only nodes: nothing is ever constructed from the file, so it can name no class, and the reader
 * walks a fixed shape, so aliases cannot make it grow.
 */
final class RulesYaml {
    private RulesYaml() {}

    /** The node that holds everything; empty if the file holds nothing but comments. */
    static Optional<Node> parse(String text, LineProblems problems) {
        try {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            return Optional.ofNullable(yaml.compose(new StringReader(text)))
                    .filter(node -> !YamlValue.isEmpty(node));
        } catch (MarkedYAMLException wrong) {
            problems.at(wrong.getProblemMark().getLine() + 1, sentence(wrong));
        } catch (ReaderException wrong) {
            problems.at(
                    lineAt(text, wrong.getPosition()),
                    "there is an invisible control character. Take it out.");
        } catch (YAMLException _) {
            // What SnakeYAML says without a place: one of its limits was passed.
            problems.at(1, "this is nested deeper or refers to itself more than Keydesk reads.");
        }
        throw problems.all();
    }

    private static String sentence(MarkedYAMLException wrong) {
        int offender = offender(wrong);
        return switch (offender) {
            case '\t' -> "there is a tab. Use spaces; YAML takes no tabs here.";
            case '*', '@', '`', '%', '!' ->
                    "in YAML a name cannot begin with %c. Put it in quotes: \"%c…\"."
                            .formatted(offender, offender);
            case '-' ->
                    "a line or a second document begins where none can. Check the indentation"
                            + " here and above.";
            default ->
                    "this is not YAML: %s. Check indentation, colons and quotes here and above."
                            .formatted(wrong.getProblem());
        };
    }

    /** The character YAML stumbled over; for a lone asterisk SnakeYAML points at the one after. */
    private static int offender(MarkedYAMLException wrong) {
        var start = wrong.getContextMark();
        return start != null && characterAt(start) == '*'
                ? '*'
                : characterAt(wrong.getProblemMark());
    }

    private static int characterAt(Mark mark) {
        int[] text = mark.getBuffer();
        return mark.getPointer() < text.length ? text[mark.getPointer()] : 0;
    }

    private static int lineAt(String text, int position) {
        return (int) text.codePoints().limit(position).filter(c -> c == '\n').count() + 1;
    }
}
