package dev.keydesk.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.w3c.dom.Element;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * Plants the changes, adds what PIT has found before, and says in one line how many survived. Each
 * survivor has to be named in {@code docs/proofs.md} with the reason; one that is not ends this
 * with 1.
 */
final class Mutants {
    private static final Path REPORTS = Path.of("target/mutants");
    private static final Path NAMED = Path.of("docs/proofs.md");
    private static final Set<String> CAUGHT = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR");

    private final Set<String> survivors = new TreeSet<>();
    private int mutants;
    private int survived;

    private Mutants() {}

    public static void main(String[] args) throws Exception {
        var run = new Mutants();
        // Stories log a lot, and what is red here is meant to be.
        var out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        TestRun.expectGreen(PlantedChange.tests());
        for (var change : PlantedChange.values()) {
            run.plant(change);
        }
        System.setOut(out);
        run.readReports();
        System.exit(run.told(out) ? 0 : 1);
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
            survivors.add(name);
        }
    }

    /** One report of PIT for each group of packages. */
    private void readReports() throws IOException, ParserConfigurationException, SAXException {
        var reports = new ArrayList<Path>();
        if (Files.isDirectory(REPORTS)) {
            try (var all = Files.walk(REPORTS)) {
                all.filter(file -> file.endsWith("mutations.xml")).sorted().forEach(reports::add);
            }
        }
        for (var report : reports) {
            read(report);
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

    private boolean told(PrintStream out) throws IOException {
        var named = Files.readString(NAMED);
        var unnamed = survivors.stream().filter(it -> !named.contains("`" + it + "`")).toList();
        survivors.forEach(it -> out.println("survived: " + it));
        unnamed.forEach(it -> out.println("not named in " + NAMED + ": " + it));
        out.printf("%d mutants, %d survived%n", mutants, survived);
        return unnamed.isEmpty();
    }
}
