package dev.keydesk.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Callers without a signature hold on to as much of the desk as they can. The real program, in a
 * process with 256 MB for objects, goes on and answers Slack within a second.
 */
@Timeout(120)
class HeldConnectionsTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final Duration PROMPT = Duration.ofSeconds(1);

    @TempDir private static Path folder;
    private static Town town;
    private static DeskProcess desk;

    private final ConcurrentLinkedQueue<Socket> held = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        var timeFile = folder.resolve("time");
        town = new Town(folder, 1, 1, SharedTime.in(timeFile));
        town.start();
        desk =
                DeskProcess.start(
                        town.settings(Database.sqlite(folder)),
                        timeFile,
                        folder.resolve("desk.log"),
                        List.of("-Xmx256m"));
        desk.awaitReady();
        town.leadTo(desk.address());
        askHelp();
    }

    @AfterAll
    static void close() {
        desk.close();
        town.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : held) {
            socket.close();
        }
    }

    /** As Slack delivers it; how long the answer took. */
    private static Duration askHelp() {
        long before = System.nanoTime();
        var reply =
                town.slack()
                        .command(
                                town.engineers().getFirst(),
                                town.general(),
                                "/new-client-secret",
                                "help");
        var took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(reply.fine()).as("the command was answered").isTrue();
        return took;
    }

    /** All are answered while Slack waits; the machine may have other work meanwhile. */
    private static Duration quickest(int commands) {
        return IntStream.range(0, commands)
                .mapToObj(_ -> askHelp())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void whileHeld(int callers, byte[]... parts) throws Exception {
        var port = desk.address().getPort();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int count = 0; count < callers; count++) {
                all.add(threads.submit(() -> call(port, parts)));
            }
            quickest(5);
            for (var one : all) {
                one.get();
            }
            assertThat(quickest(5)).isLessThan(PROMPT);
        } catch (ExecutionException failed) {
            throw new AssertionError("a caller could not even connect", failed);
        }
        assertThat(desk.isAlive()).isTrue();
        assertThat(Files.readString(folder.resolve("desk.log")))
                .doesNotContain("OutOfMemory", "Too many open files");
    }

    private Void call(int port, byte[]... parts) throws IOException {
        var socket = new Socket();
        held.add(socket);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        // Who does not read lets the other side wait, but not for ever.
        socket.setSoTimeout(5000);
        try {
            for (var part : parts) {
                socket.getOutputStream().write(part);
            }
        } catch (IOException hungUp) {
            // The desk may hang up on who holds too much.
        }
        return null;
    }

    private static byte[] ascii(String... lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** What a caller can write who has read Slack's documents, but has no secret. */
    private static byte[] delivery(String length) {
        return ascii(
                "POST /slack/events HTTP/1.1",
                "Host: desk",
                "X-Slack-Request-Timestamp: " + town.time().instant().getEpochSecond(),
                "X-Slack-Signature: v0=" + "0".repeat(64),
                length,
                "");
    }

    @Test
    void bodies_that_stop_ten_bytes_short() throws Exception {
        whileHeld(300, delivery("Content-Length: " + MEBIBYTE), new byte[MEBIBYTE - 10]);
    }

    @Test
    void bodies_that_are_whole_and_forged() throws Exception {
        whileHeld(300, delivery("Content-Length: " + MEBIBYTE), new byte[MEBIBYTE]);
    }

    @Test
    void bodies_of_which_a_little_comes() throws Exception {
        whileHeld(2500, delivery("Content-Length: " + MEBIBYTE), new byte[16 * 1024]);
    }

    @Test
    void bodies_without_a_length_and_without_an_end() throws Exception {
        var chunk = ascii("100000", "x".repeat(MEBIBYTE));
        whileHeld(100, delivery("Transfer-Encoding: chunked"), chunk, chunk, chunk);
    }

    @Test
    void bodies_of_which_one_byte_comes() throws Exception {
        whileHeld(2500, delivery("Content-Length: 1000"), new byte[1]);
    }

    @Test
    void connections_on_which_nothing_comes() throws Exception {
        whileHeld(3000);
    }

    @Test
    void heads_without_an_end() throws Exception {
        whileHeld(
                2500, ascii("POST /slack/events HTTP/1.1", "Host: desk", "X-A: " + "a".repeat(99)));
    }

    @Test
    void many_requests_in_one_go_whose_answers_nobody_reads() throws Exception {
        var pages = "GET /pick-up/x HTTP/1.1\r\nHost: desk\r\n\r\n".repeat(200);
        whileHeld(1200, pages.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void presses_on_the_page_that_stop_ten_bytes_short() throws Exception {
        whileHeld(
                2500,
                ascii(
                        "POST /pick-up/x HTTP/1.1",
                        "Host: desk",
                        "Origin: " + town.gateway().address(),
                        "Content-Type: application/json",
                        "Content-Length: 4096",
                        ""),
                new byte[4086]);
    }
}
