package dev.keydesk.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.w3c.dom.Element;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * Plants the changes, lets PIT change each group of classes, and says in one line how many
 * survived. Each survivor has to be named in {@code docs/proofs.md} with the reason; one that is
 * not ends this with 1.
 */
final class Mutants {
    private static final Path REPORTS = Path.of("target/mutants");
    private static final Path NAMED = Path.of("docs/proofs.md");
    private static final Set<String> CAUGHT = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR");
    private static final String PLANTED = "planted";

    private final PrintStream out;
    private final Map<String, Integer> survivors = new TreeMap<>();
    private int mutants;
    private int survived;

    private Mutants(PrintStream out) {
        this.out = out;
    }

    /**
     * @param parts {@code planted}, names of planted changes, or names of groups; none for all
     */
    public static void main(String[] parts) throws Exception {
        var run = new Mutants(System.out);
        // Stories log a lot, and what is red here is meant to be.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        var wanted = List.of(parts);
        var changes =
                Stream.of(PlantedChange.values())
                        .filter(change ->
                                wanted.isEmpty()
                                        || wanted.contains(PLANTED)
                                        || wanted.contains(change.name()))
                        .toList();
        if (!changes.isEmpty()) {
            run.timed(PLANTED, () -> run.plant(changes));
        }
        for (var group : MutationGroup.ALL) {
            if (wanted.isEmpty() || wanted.contains(group.name())) {
                run.timed(group.name(), () -> run.read(Pit.run(group, REPORTS)));
            }
        }
        System.exit(run.told() ? 0 : 1);
    }

    /** A part of the run. */
    @FunctionalInterface
    private interface Part {
        void run() throws Exception;
    }

    private void timed(String name, Part part) throws Exception {
        int mutantsBefore = mutants;
        int survivedBefore = survived;
        long begin = System.nanoTime();
        part.run();
        out.printf(
                "%s: %d mutants, %d survived, %d s%n",
                name,
                mutants - mutantsBefore,
                survived - survivedBefore,
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    }

    private void plant(List<PlantedChange> changes) throws IOException, ClassNotFoundException {
        TestRun.expectGreen(changes.stream().map(change -> change.test).distinct().toList());
        for (var change : changes) {
            plant(change);
        }
    }

    private void plant(PlantedChange change) throws IOException, ClassNotFoundException {
        var folder = Files.createTempDirectory("mutant");
        try (var program = ChangedProgram.with(change.file, change.right, change.wrong, folder)) {
            count(TestRun.isRed(program, change.test), change.name());
        }
    }

    private void count(boolean caught, String name) {
        mutants++;
        if (!caught) {
            survived++;
            survivors.merge(name, 1, Integer::sum);
        }
    }

    private void read(Path report) throws IOException, ParserConfigurationException, SAXException {
        var all =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getElementsByTagName("mutation");
        for (int number = 0; number < all.getLength(); number++) {
            var mutation = (Element) all.item(number);
            count(CAUGHT.contains(mutation.getAttribute("status")), name(mutation));
        }
    }

    /** Without a line number, which changes with every line above. */
    private static String name(Element mutation) {
        var type = text(mutation, "mutatedClass");
        return "%s.%s: %s"
                .formatted(
                        type.substring(type.lastIndexOf('.') + 1),
                        text(mutation, "mutatedMethod"),
                        text(mutation, "description"));
    }

    private static String text(Element mutation, String tag) {
        return mutation.getElementsByTagName(tag).item(0).getTextContent();
    }

    private boolean told() throws IOException {
        var named = Files.readString(NAMED);
        var all =
                survivors.entrySet().stream().map(it -> words(it.getKey(), it.getValue())).toList();
        var unnamed = all.stream().filter(it -> !named.contains("`" + it + "`")).toList();
        all.forEach(it -> out.println("survived: " + it));
        unnamed.forEach(it -> out.println("not named in " + NAMED + ": " + it));
        out.printf("%d mutants, %d survived%n", mutants, survived);
        return unnamed.isEmpty();
    }

    /** Mutants of one method that do the same have one name. */
    private static String words(String name, int times) {
        return times == 1 ? name : "%s (%d times)".formatted(name, times);
    }
}
