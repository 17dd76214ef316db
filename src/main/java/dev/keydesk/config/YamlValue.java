package dev.keydesk.config;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.util.Optional;
import java.util.Set;

/** What a value in YAML is, in words. */
final class YamlValue {
    // Without quotes YAML takes no and 0123 for something else, and people then get another rule
    // than they wrote. A date stays what it looks like.
    private static final Set<Tag> TEXT = Set.of(Tag.STR, Tag.TIMESTAMP);

    private YamlValue() {}

    /** The text, unless it is blank, a number, yes or no, a list or a group of keys. */
    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar
                        && TEXT.contains(scalar.getTag())
                        && !scalar.getValue().isBlank()
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    /** The digits of a whole number that is not in quotes. */
    static Optional<String> wholeNumber(Node node) {
        return node instanceof ScalarNode scalar
                        && scalar.getTag().equals(Tag.INT)
                        && scalar.getValue().matches("[1-9][0-9]*")
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    /** A switch; YAML itself reads on and off as yes and no, and in quotes they stay text. */
    static Optional<Boolean> onOrOff(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return Optional.empty();
        }
        return switch (scalar.getValue()) {
            case "on", "true" -> Optional.of(true);
            case "off", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    static String describe(Node node) {
        return switch (node) {
            case MappingNode _ -> "a group of keys";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar when isEmpty(scalar) || scalar.getValue().isBlank() -> "empty";
            case ScalarNode scalar -> LineProblems.quote(scalar.getValue());
            default -> "something else";
        };
    }
}
