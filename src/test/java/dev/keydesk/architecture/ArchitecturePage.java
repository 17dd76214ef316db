package dev.keydesk.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code docs/architecture.md} says: the table of packages, the picture, and the classes. */
record ArchitecturePage(
        Map<String, Set<String>> table, Map<String, Set<String>> picture, Set<String> classes) {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern ARROWS = Pattern.compile("(?m)^ {4}(\\w+)(?: --> ([\\w &]+))?$");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)(?:\\.\\w+\\([^`]*)?`");

    static ArchitecturePage read() {
        String text;
        try {
            text = Files.readString(Path.of("docs/architecture.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var drawing = text.substring(text.indexOf("```mermaid"), text.indexOf("```\n\n| package"));
        return new ArchitecturePage(
                sets(ROW, text, " "),
                sets(ARROWS, drawing, " & "),
                CLASS.matcher(text)
                        .results()
                        .map(it -> it.group(1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Map<String, Set<String>> sets(Pattern line, String text, String between) {
        var found = new TreeMap<String, Set<String>>();
        line.matcher(text)
                .results()
                .forEach(it ->
                        found.put(
                                it.group(1),
                                it.group(2) == null
                                        ? Set.of()
                                        : Arrays.stream(it.group(2).split(between))
                                                .filter(name -> !name.equals("–"))
                                                .collect(Collectors.toCollection(TreeSet::new))));
        return found;
    }

    /** The packages that somebody reaches by following arrows, each with what it reaches. */
    static Map<String, Set<String>> reachable(Map<String, Set<String>> arrows) {
        var all = new TreeMap<String, Set<String>>();
        Stream.concat(arrows.keySet().stream(), arrows.values().stream().flatMap(Set::stream))
                .forEach(name -> {
                    var reached = new TreeSet<String>();
                    follow(arrows, name, reached);
                    all.put(name, reached);
                });
        return all;
    }

    private static void follow(Map<String, Set<String>> arrows, String from, Set<String> reached) {
        for (var next : arrows.getOrDefault(from, Set.of())) {
            if (reached.add(next)) {
                follow(arrows, next, reached);
            }
        }
    }
}
