package dev.keydesk.bench;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long a visitor waits for the sandbox: from the start of its JVM until all files of the page
 * and alice's screen were read, and until the desk is there too, for which whatever she does waits,
 * beside a JVM that only says that it is there; and from a click of alice's until bob's screen
 * shows it, through the real desk.
 */
public final class SandboxBench {
    private static final int STARTS = 5;

    /** Slack takes fifty edits of messages a minute, and each of these clicks edits four. */
    private static final int CLICKS_EACH = 5;

    private static final long GOAL_START_MS = 5_000;
    private static final long GOAL_CLICK_MS = 200;

    private SandboxBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var bare = new long[STARTS];
        var starts = new long[STARTS];
        var desks = new long[STARTS];
        List<Long> clicks = new ArrayList<>();
        for (int round = 0; round < STARTS; round++) {
            bare[round] = bareStart();
            int port = freePort();
            long from = System.nanoTime();
            var process =
                    // Nobody reads its log, and it would wait for a reader once the pipe is full.
                    command("dev.keydesk.Main", "sandbox", "--port", Integer.toString(port))
                            .redirectOutput(Redirect.DISCARD)
                            .start();
            try (var guest = new SandboxGuest(URI.create("http://127.0.0.1:%d/".formatted(port)))) {
                guest.awaitsThePage();
                starts[round] = millisSince(from);
                guest.awaitsTheDesk();
                desks[round] = millisSince(from);
                for (int click = 0; click < CLICKS_EACH; click++) {
                    clicks.add(clickedAndSeen(guest));
                }
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
        var seen = clicks.stream().mapToLong(Long::longValue).toArray();
        System.out.printf(
                "%nThe sandbox, %d starts in turns with a bare JVM; %d clicks after each%n%n",
                STARTS, CLICKS_EACH);
        System.out.println("| what | median ms | slowest ms | beside it | goal |");
        System.out.println("|---|---|---|---|---|");
        System.out.printf(
                "| page usable after the JVM's start | %d | %d | a bare JVM %d ms, ratio %.1f |"
                        + " under %d ms: %s |%n",
                median(starts),
                slowest(starts),
                median(bare),
                (double) median(starts) / median(bare),
                GOAL_START_MS,
                met(slowest(starts) < GOAL_START_MS));
        System.out.printf(
                "| the desk is there, too | %d | %d | a bare JVM %d ms, ratio %.1f | none |%n",
                median(desks), slowest(desks), median(bare), (double) median(desks) / median(bare));
        System.out.printf(
                "| a click of alice's on bob's screen | %d | %d | none | under %d ms: %s |%n",
                median(seen), slowest(seen), GOAL_CLICK_MS, met(median(seen) < GOAL_CLICK_MS));
    }

    /** alice withdraws what she has asked for; bob reads it on the card. */
    private static long clickedAndSeen(SandboxGuest guest)
            throws IOException, InterruptedException {
        guest.asks("alice");
        // The button, not what an earlier message says of how it ended.
        var note = guest.awaits("alice", "\"Withdraw\"");
        // What is withdrawn before the card stands never gets one.
        guest.awaits("bob", "\"Approve\"", ticket(note));
        long from = System.nanoTime();
        guest.clicks("alice", note, "Withdraw");
        guest.awaits("bob", "Withdrawn by", ticket(note));
        return millisSince(from);
    }

    private static String ticket(JsonNode note) {
        var found = java.util.regex.Pattern.compile("KD-[0-9A-Z]+").matcher(note.toString());
        if (!found.find()) {
            throw new IllegalStateException("no ticket in " + note);
        }
        return found.group();
    }

    private static long bareStart() throws IOException, InterruptedException {
        long from = System.nanoTime();
        var process = command(BareStart.class.getName()).start();
        try (var lines = process.inputReader()) {
            lines.readLine();
        }
        long took = millisSince(from);
        process.waitFor();
        return took;
    }

    private static ProcessBuilder command(String... main) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                Stream.concat(
                                Stream.of(
                                        java,
                                        "--enable-native-access=ALL-UNNAMED",
                                        // As the pom starts it.
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-classpath",
                                        System.getProperty("java.class.path")),
                                Arrays.stream(main))
                        .toList();
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static long millisSince(long from) {
        return (System.nanoTime() - from) / 1_000_000;
    }

    private static long median(long[] samples) {
        var sorted = Arrays.stream(samples).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static long slowest(long[] samples) {
        return Arrays.stream(samples).max().orElseThrow();
    }

    private static String met(boolean goal) {
        return goal ? "met" : "MISSED";
    }
}
