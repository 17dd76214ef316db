package dev.keydesk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.path.NodePath;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A YAML text, read once: as JSON to check and bind, and with the line of each value.
 *
 * <p>The file cannot name a class: nothing but plain values is constructed from it.
 */
final class YamlDocument {
    // Far more than the largest rules file holds; an alias repeats what it refers to.
    private static final int MOST_VALUES = 200_000;
    private static final int DEEPEST = 50;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final LineProblems problems;
    private final Map<Node, Map<String, NodeTuple>> groups = new HashMap<>();
    private final Node root;
    private final JsonNode json;
    private int values;

    private YamlDocument(Node root, LineProblems problems) {
        this.problems = problems;
        this.root = root;
        this.json = json(root, 0);
    }

    /** A value, with the line of its key or, in a list, its own line. */
    private record Place(Node node, int line) {}

    /**
     * Parses the text; returns empty if it holds nothing but comments. A key that is twice in one
     * group is reported to {@code problems}, and the first one is kept.
     *
     * @throws Problems if this is not YAML, or exceeds a limit
     */
    static Optional<YamlDocument> parse(String text, LineProblems problems) {
        try {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            return Optional.ofNullable(yaml.compose(new StringReader(text)))
                    .filter(node -> !node.getTag().equals(Tag.NULL))
                    .map(node -> new YamlDocument(node, problems));
        } catch (MarkedYAMLException wrong) {
            throw problems.only(wrong.getProblemMark().getLine() + 1, sentence(wrong));
        } catch (ReaderException wrong) {
            throw problems.only(
                    lineAt(text, wrong.getPosition()),
                    "there is an invisible control character. Take it out.");
        } catch (YAMLException _) {
            // SnakeYAML reports no position when one of its limits was exceeded.
            throw tooMuch(problems);
        }
    }

    JsonNode json() {
        return json;
    }

    /** Returns the line of the key or list entry at the path. */
    int lineOf(NodePath path) {
        return at(path).line();
    }

    /** Returns the value at the path, in words. */
    String describe(NodePath path) {
        return describe(at(path).node());
    }

    /** Returns the last key of the path, in words. */
    String describeKey(NodePath path) {
        var group = (MappingNode) at(path.getParent()).node();
        return describe(entry(group, path.getName(-1)).getKeyNode());
    }

    private Place at(NodePath path) {
        var place = new Place(root, line(root));
        for (int step = 0; step < path.getNameCount(); step++) {
            var next = path.getElement(step);
            place =
                    switch (place.node()) {
                        case MappingNode group -> {
                            var entry = entry(group, String.valueOf(next));
                            yield new Place(entry.getValueNode(), line(entry.getKeyNode()));
                        }
                        case SequenceNode list -> {
                            var entry = list.getValue().get((Integer) next);
                            yield new Place(entry, line(entry));
                        }
                        default -> throw new IllegalArgumentException("no such path: " + path);
                    };
        }
        return place;
    }

    private NodeTuple entry(MappingNode group, String key) {
        return Objects.requireNonNull(groups.getOrDefault(group, Map.of()).get(key), key);
    }

    private static String name(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : describe(key);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String describe(Node node) {
        return switch (node) {
            case MappingNode _ -> "a group of keys";
            case SequenceNode list -> list.getValue().isEmpty() ? "empty" : "a list";
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
            case ScalarNode scalar when scalar.getValue().isBlank() -> "empty";
            case ScalarNode scalar -> LineProblems.quote(scalar.getValue());
            default -> "something else";
        };
    }

    private static Problems tooMuch(LineProblems problems) {
        return problems.only(
                1,
                "this file is larger, is nested deeper or has more references than Keydesk"
                        + " allows.");
    }

    private JsonNode json(Node node, int depth) {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw tooMuch(problems);
        }
        return switch (node) {
            case MappingNode group -> {
                var object = JSON.objectNode();
                entries(group)
                        .forEach((key, entry) ->
                                object.set(key, json(entry.getValueNode(), depth + 1)));
                yield object;
            }
            case SequenceNode list -> {
                var array = JSON.arrayNode();
                list.getValue().forEach(entry -> array.add(json(entry, depth + 1)));
                yield array;
            }
            case ScalarNode scalar -> json(scalar.getTag(), scalar.getValue());
            default -> JSON.pojoNode(node);
        };
    }

    private Map<String, NodeTuple> entries(MappingNode group) {
        var entries = new LinkedHashMap<String, NodeTuple>();
        for (var entry : group.getValue()) {
            var key = entry.getKeyNode();
            var first = entries.putIfAbsent(name(key), entry);
            if (first != null) {
                problems.add(
                        line(key),
                        "%s is here a second time, after line %s; keep one."
                                .formatted(describe(key), line(first.getKeyNode())));
            }
        }
        groups.put(group, entries);
        return entries;
    }

    /**
     * YAML reads {@code no}, {@code 0123} and {@code 9:30} as something else than they look like,
     * and people would get another rule than they wrote. Such a value becomes neither text nor
     * number nor boolean here, so no schema accepts it. A date stays the text that it looks like.
     */
    private static JsonNode json(Tag tag, String value) {
        if (tag.equals(Tag.STR) || tag.equals(Tag.TIMESTAMP)) {
            return JSON.textNode(value);
        }
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.INT) && value.matches("0|-?[1-9][0-9]{0,17}")) {
            return JSON.numberNode(Long.parseLong(value));
        }
        return switch (tag.equals(Tag.BOOL) ? value : "") {
            case "on", "true" -> JSON.booleanNode(true);
            case "off", "false" -> JSON.booleanNode(false);
            default -> JSON.pojoNode(value);
        };
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

    /**
     * Returns the position of the character that stopped the parser; for a lone asterisk SnakeYAML
     * points at the next one.
     */
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
