package dev.keydesk.cli;

import dev.keydesk.Main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The program as an operator starts it, with these settings and no others. */
final class CommandProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("keydesk listens on port (\\d+)\\.");
    private static final String END = "\0";

    private final Process process;
    private final LinkedBlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> out;
    private final CompletableFuture<String> err;

    private CommandProcess(Process process) {
        this.process = process;
        this.out = CompletableFuture.supplyAsync(this::readOut, Thread::startVirtualThread);
        this.err = CompletableFuture.supplyAsync(this::readErr, Thread::startVirtualThread);
    }

    static CommandProcess of(Map<String, String> settings, String... words) throws IOException {
        return new CommandProcess(builder(settings, words).start());
    }

    /** What it complains of stands among what it says, in the order in which it came. */
    static CommandProcess intoOneStream(Map<String, String> settings, String... words)
            throws IOException {
        return new CommandProcess(builder(settings, words).redirectErrorStream(true).start());
    }

    private static ProcessBuilder builder(Map<String, String> settings, String... words) {
        var command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                // It lives for seconds, so the last bit of speed is not worth its
                                // price.
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.matches("(AZURE|SLACK|KEYDESK)_.*"));
        builder.environment().putAll(settings);
        return builder;
    }

    private String readOut() {
        var all = new StringBuilder();
        reader(process.getInputStream())
                .lines()
                .forEach(line -> {
                    all.append(line).append('\n');
                    unread.add(line);
                });
        unread.add(END);
        return all.toString();
    }

    private String readErr() {
        return reader(process.getErrorStream()).lines().collect(Collectors.joining("\n"));
    }

    private static BufferedReader reader(InputStream from) {
        return new BufferedReader(new java.io.InputStreamReader(from, StandardCharsets.UTF_8));
    }

    /** Waits until it says so, or ends. */
    int portItListensOn() throws InterruptedException {
        for (var line = unread.take(); !line.equals(END); line = unread.take()) {
            var found = LISTENS.matcher(line);
            if (found.matches()) {
                return Integer.parseInt(found.group(1));
            }
        }
        throw new AssertionError("it ended without listening: " + said() + complained());
    }

    /** By its handle, since the process itself would also cut off what it still has to say. */
    void sigterm() {
        process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Everything on standard output; waits for the end. */
    String said() {
        return out.join();
    }

    String complained() {
        return err.join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
