package dev.keydesk.config;

import static dev.keydesk.config.YamlValue.describe;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some keys of the rules file with their values. Keys nobody knows, keys that stand there twice and
 * values of the wrong shape go to the problems, and are then treated as left out.
 */
final class Section {
    /** A value that is text, and where it stands. */
    record Text(int line, String text) {}

    private final LineProblems problems;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

    Section(MappingNode node, List<String> known, LineProblems problems) {
        this.problems = problems;
        node.getValue().forEach(entry -> add(entry, known));
    }

    private void add(NodeTuple entry, List<String> known) {
        String key = YamlValue.text(entry.getKeyNode()).orElse("");
        if (!known.contains(key)) {
            problems.at(entry.getKeyNode(), unknown(entry.getKeyNode(), key, known));
            return;
        }
        var first = entries.putIfAbsent(key, entry);
        if (first != null) {
            problems.at(
                    entry.getKeyNode(),
                    "\"%s\" stands here a second time, after line %s; keep one."
                            .formatted(key, LineProblems.lineOf(first.getKeyNode())));
        }
    }

    private static String unknown(Node node, String key, List<String> known) {
        return describe(node)
                + " is not known here. "
                + Nearest.to(key, known)
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Known are: " + String.join(", ", known) + ".");
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Whether a list is left out or empty. A list of something else is another mistake. */
    boolean namesNothing(String key) {
        return value(key)
                .map(value -> value instanceof SequenceNode list && list.getValue().isEmpty())
                .orElse(true);
    }

    /** The line of a key that is there. */
    int lineOf(String key) {
        return LineProblems.lineOf(entry(key).orElseThrow().getKeyNode());
    }

    Optional<Node> value(String key) {
        return entry(key).map(NodeTuple::getValueNode);
    }

    private Optional<NodeTuple> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    Optional<Section> section(String key, List<String> known) {
        return value(key)
                .flatMap(value -> {
                    if (value instanceof MappingNode mapping) {
                        return Optional.of(new Section(mapping, known, problems));
                    }
                    return wrongShape(key, "below it belong " + String.join(", ", known) + ".");
                });
    }

    /** An entry of a list that has keys of its own. */
    record Listed(int line, Section section) {}

    /** The groups of keys in a list; none if it is left out. */
    List<Listed> sections(String key, List<String> known) {
        var sections = new ArrayList<Listed>();
        value(key)
                .ifPresent(value -> {
                    if (value instanceof SequenceNode list) {
                        list.getValue().forEach(entry -> addSection(sections, key, entry, known));
                    } else {
                        wrongShape(key, "write a list; each entry begins with a dash.");
                    }
                });
        return sections;
    }

    private void addSection(List<Listed> sections, String key, Node entry, List<String> known) {
        if (entry instanceof MappingNode mapping) {
            sections.add(
                    new Listed(LineProblems.lineOf(entry), new Section(mapping, known, problems)));
        } else {
            problems.at(
                    entry,
                    "an entry of \"%s\" is %s; below it belong %s."
                            .formatted(key, describe(entry), String.join(", ", known)));
        }
    }

    /** The one text of a key. */
    Optional<Text> text(String key, String wanted) {
        return value(key)
                .flatMap(value ->
                        YamlValue.text(value)
                                .map(text -> new Text(lineOf(key), text))
                                .or(() -> wrongShape(key, "write " + wanted)));
    }

    /** The texts in a list; none if it is left out. */
    List<Text> texts(String key, String example) {
        var texts = new ArrayList<Text>();
        value(key)
                .ifPresent(value -> {
                    if (value instanceof SequenceNode list) {
                        list.getValue().forEach(entry -> addText(texts, key, entry));
                    } else {
                        wrongShape(key, "write a list, such as [" + example + "].");
                    }
                });
        return texts;
    }

    private void addText(List<Text> texts, String key, Node entry) {
        YamlValue.text(entry)
                .ifPresentOrElse(
                        text -> texts.add(new Text(LineProblems.lineOf(entry), text)),
                        () ->
                                problems.at(
                                        entry,
                                        "an entry of \"%s\" is %s; write %s."
                                                .formatted(
                                                        key,
                                                        describe(entry),
                                                        entry instanceof ScalarNode
                                                                ? "text, in quotes if it looks like"
                                                                        + " a number"
                                                                : "text")));
    }

    private <T> Optional<T> wrongShape(String key, String instead) {
        problems.at(
                lineOf(key),
                "\"%s\" is %s; %s".formatted(key, describe(value(key).orElseThrow()), instead));
        return Optional.empty();
    }
}
