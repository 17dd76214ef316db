package dev.keydesk.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs PIT over a group of classes, by the Java that this runs on: its Maven plugin takes the Java
 * that Maven runs on, and an older one finds no tests in our classes.
 */
final class Pit {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String MAIN = "org.pitest.mutationtest.commandline.MutationCoverageReport";
    private static final String ROOT = "dev.keydesk.";

    private Pit() {}

    /**
     * @param reports the report and what PIT said are written to a folder below
     * @return the report
     * @throws IllegalStateException if PIT did not come to its end
     */
    static Path run(MutationGroup group, Path reports) throws IOException, InterruptedException {
        var folder = Files.createDirectories(reports.resolve(group.name()));
        var report = folder.resolve("mutations.xml");
        Files.deleteIfExists(report);
        var said = folder.resolve("pit.log");
        int code =
                new ProcessBuilder(command(group, folder))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor();
        if (code != 0 || !Files.exists(report)) {
            throw new IllegalStateException("PIT ended with %d; see %s".formatted(code, said));
        }
        return report;
    }

    private static List<String> command(MutationGroup group, Path folder) {
        return List.of(
                JAVA.toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "--targetClasses=" + joined(group.classes().stream().flatMap(Pit::withNested)),
                "--targetTests=" + joined(group.tests().stream().map(ROOT::concat)),
                "--mutableCodePaths=" + Path.of("target/classes").toAbsolutePath(),
                "--sourceDirs=src/main/java",
                "--reportDir=" + folder,
                "--outputFormats=XML",
                "--threads=" + Runtime.getRuntime().availableProcessors(),
                // What only a log says is no promise.
                "--avoidCallsTo=org.slf4j",
                "--jvmArgs="
                        + joined(
                                Stream.of(
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-Dfile.encoding=UTF-8",
                                        "-Xmx768m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1")));
    }

    private static Stream<String> withNested(String name) {
        return Stream.of(ROOT + name, ROOT + name + "$*");
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining(","));
    }
}
