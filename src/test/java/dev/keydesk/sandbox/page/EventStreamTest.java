package dev.keydesk.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/** Windows hear of changes that others make. */
@Timeout(30)
class EventStreamTest {
    private final PageLab lab = new PageLab();

    EventStreamTest() throws IOException {}

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_window_hears_at_once_how_things_stand_and_then_of_each_side_that_changes()
            throws IOException {
        try (var window = new Window()) {
            var first = window.nextEvent();

            lab.slack.say(lab.bob.id(), lab.approvals, "hello");
            var second = window.await(changeCounts -> changeCounts.slack() > first.slack());
            lab.tenant.app("payroll-api");
            var third = window.await(changeCounts -> changeCounts.entra() > second.entra());

            assertThat(third.slack()).isEqualTo(second.slack());
        }
    }

    @Test
    void every_open_window_hears_of_one_change() throws IOException {
        try (var one = new Window();
                var other = new Window()) {
            var before = one.nextEvent();
            other.nextEvent();

            lab.act(
                    "/api/say",
                    Map.of(
                            "as", lab.alice.id().value(),
                            "channel", lab.approvals.value(),
                            "text", "hello"));

            assertThat(one.await(changeCounts -> changeCounts.slack() > before.slack()))
                    .isNotNull();
            assertThat(other.await(changeCounts -> changeCounts.slack() > before.slack()))
                    .isNotNull();
        }
    }

    @Test
    void what_the_desk_writes_down_is_noticed_although_it_tells_nobody() throws IOException {
        try (var window = new Window()) {
            var before = window.nextEvent();

            lab.desk.audit.add(
                    new AuditLine(
                            Instant.EPOCH, "KD-7F3K2", "the desk", "lapsed", "Nobody decided."));

            assertThat(window.await(changeCounts -> changeCounts.desk() > before.desk()))
                    .isNotNull();
        }
    }

    @Test
    void closing_the_page_ends_the_streams() throws IOException {
        try (var window = new Window()) {
            window.nextEvent();

            lab.page.close();

            assertThat(window.isOver()).isTrue();
        }
    }

    /** A browser window's ear, by hand: the line stays open for as long as the window does. */
    private final class Window implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Window() throws IOException {
            socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), lab.page.port());
            var request =
                    "GET /api/changes HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                            .formatted(lab.page.port());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        ChangeCounts nextEvent() throws IOException {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    var json = PageJson.read(line.substring(6).getBytes(StandardCharsets.UTF_8));
                    return new ChangeCounts(
                            json.path("slack").asLong(),
                            json.path("entra").asLong(),
                            json.path("desk").asLong());
                }
            }
            throw new AssertionError("the stream ended");
        }

        ChangeCounts await(Predicate<ChangeCounts> wanted) throws IOException {
            var changeCounts = nextEvent();
            while (!wanted.test(changeCounts)) {
                changeCounts = nextEvent();
            }
            return changeCounts;
        }

        boolean isOver() {
            try {
                while (lines.readLine() != null) {
                    // What was under way is still told.
                }
                return true;
            } catch (IOException reset) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
