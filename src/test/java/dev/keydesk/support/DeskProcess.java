package dev.keydesk.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The real program in a process of its own, which can be killed so that it hears nothing of it. All
 * it says is appended to a file.
 */
public final class DeskProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("keydesk listens on port (\\d+)\\.");
    private static final int OK = 200;
    private static final int MOST_LOOKS = 600;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int SIGKILL = 9;
    private static final int ENDED_BY_SIGNAL = 128;

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;

    private DeskProcess(Process process, Path log) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(() -> read(log));
    }

    /** Starts it, as {@code bin/keydesk serve} does; it is not waited for. */
    public static DeskProcess start(Map<String, String> settings, Path time, Path log) {
        return start(settings, time, log, List.of());
    }

    /** The same with more options for its JVM, such as how much memory it gets. */
    public static DeskProcess start(
            Map<String, String> settings, Path time, Path log, List<String> options) {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(options);
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        // It lives for seconds, so the last bit of speed is not worth its price.
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-D" + DeskOnSharedTime.FILE + "=" + time,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeskOnSharedTime.class.getName(),
                        "serve"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(AZURE|SLACK|KEYDESK)_.*"));
        builder.environment().putAll(settings);
        try {
            return new DeskProcess(builder.start(), log);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    private void read(Path log) {
        try (var out =
                        new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8));
                var file =
                        Files.newBufferedWriter(
                                log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                var found = LISTENS.matcher(line);
                if (found.matches()) {
                    port.complete(Integer.parseInt(found.group(1)));
                }
            }
        } catch (IOException killed) {
            // A pipe breaks off where its process does.
        }
        port.completeExceptionally(new IllegalStateException("it ended without listening"));
    }

    /** Where it listens, once it does. */
    public URI address() {
        try {
            return URI.create("http://127.0.0.1:%d".formatted(port.get(60, TimeUnit.SECONDS)));
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the desk did not start; see its log", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Returns once it says of itself that it can serve people. */
    public void awaitReady() {
        var question = HttpRequest.newBuilder(address().resolve("/ready")).build();
        try (var line = HttpClient.newHttpClient()) {
            for (int looks = 0; looks < MOST_LOOKS; looks++) {
                if (line.send(question, BodyHandlers.discarding()).statusCode() == OK) {
                    return;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            throw new IllegalStateException("the desk does not become ready; see its log");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The memory it has of the machine, in bytes, and the most it ever had. */
    public long mostMemory() {
        try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** SIGKILL: no shutdown hook, no flush, nothing. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            int code = process.waitFor();
            reader.join();
            if (code != ENDED_BY_SIGNAL + SIGKILL) {
                throw new IllegalStateException("it ended by itself, with exit code " + code);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** SIGSTOP: it does nothing at all until it is thawed, and does not know. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String which) {
        try {
            var kill = new ProcessBuilder("kill", which, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("there is no process to signal");
            }
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
