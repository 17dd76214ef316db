package dev.keydesk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Does what the windows of the sandbox's page do, without a browser: hears of changes, and reads a
 * screen anew after each.
 */
final class SandboxGuest implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern FILE =
            Pattern.compile("(?:src|href)=\"([a-z]+\\.(?:js|css|svg))\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    SandboxGuest(URI address) {
        this.address = address;
    }

    /** Until the page with all its files and alice's screen were read. */
    void awaitsThePage() throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try {
                readFiles(get(""), FILE);
                if (screen("alice").path("rooms").size() > 0) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the page did not come within " + PATIENCE);
    }

    /** Until a command is answered without a wait for the desk. */
    void awaitsTheDesk() throws IOException, InterruptedException {
        try (var changes = changes()) {
            while (!JSON.readTree(get("api/desk")).path("there").asBoolean()) {
                changes.readLine();
            }
        }
    }

    private void readFiles(String text, Pattern names) throws IOException, InterruptedException {
        var found = names.matcher(text);
        while (found.find()) {
            readFiles(get(found.group(1)), IMPORT);
        }
    }

    /** Fills in the form and sends it, as somebody in #general. */
    void asks(String who) throws IOException, InterruptedException {
        var screen = screen(who);
        var as = screen.at("/me/id").asText();
        act(
                "command",
                Map.of(
                        "as",
                        as,
                        "channel",
                        general(screen).path("id").asText(),
                        "command",
                        "/new-client-secret",
                        "text",
                        "payroll-api"));
        var view = awaitsView(who);
        fill("fill", as, view, "description", Map.of("text", "nightly export"));
        fill("choose", as, view, "lifetime", Map.of("value", "90"));
        fill("fill", as, view, "reason", Map.of("text", "The old secret expires in spring."));
        act("view/submit", Map.of("as", as, "view", view));
        act("view/close", Map.of("as", as, "view", awaitsView(who)));
    }

    private void fill(String how, String as, String view, String field, Map<String, String> with)
            throws IOException, InterruptedException {
        Map<String, String> fields = new HashMap<>(with);
        fields.putAll(Map.of("as", as, "view", view, "actionId", field));
        act("view/" + how, fields);
    }

    private String awaitsView(String who) throws IOException, InterruptedException {
        try (var changes = changes()) {
            while (changes.readLine() != null) {
                var views = screen(who).path("views");
                if (views.size() > 0) {
                    return views.get(views.size() - 1).path("id").asText();
                }
            }
        }
        throw new IllegalStateException("the sandbox has ended");
    }

    /** The newest message on somebody's screen that holds all these words, once there is one. */
    JsonNode awaits(String who, String... words) throws IOException, InterruptedException {
        try (var changes = changes()) {
            for (var line = changes.readLine(); line != null; line = changes.readLine()) {
                if (line.startsWith("data:")) {
                    var found = newest(screen(who), words);
                    if (!found.isMissingNode()) {
                        return found;
                    }
                }
            }
        }
        throw new IllegalStateException("the sandbox has ended");
    }

    private static JsonNode newest(JsonNode screen, String... words) {
        JsonNode found = JSON.missingNode();
        for (var room : screen.path("rooms")) {
            for (var message : room.path("messages")) {
                var text = message.toString();
                boolean holdsAll = Arrays.stream(words).allMatch(text::contains);
                boolean newer =
                        message.path("ts").asText().compareTo(found.path("ts").asText()) > 0;
                if (holdsAll && newer) {
                    found = message;
                }
            }
        }
        return found;
    }

    /** Presses that button of a message from the desk. */
    void clicks(String who, JsonNode message, String button)
            throws IOException, InterruptedException {
        var screen = screen(who);
        for (var element : message.findValues("elements")) {
            for (var part : element) {
                if (part.at("/text/text").asText().equals(button)) {
                    act(
                            "click",
                            Map.of(
                                    "as", screen.at("/me/id").asText(),
                                    "channel", desk(screen).path("id").asText(),
                                    "ts", message.path("ts").asText(),
                                    "actionId", part.path("action_id").asText()));
                    return;
                }
            }
        }
        throw new IllegalStateException("no button " + button + " on " + message);
    }

    private static JsonNode general(JsonNode screen) {
        for (var room : screen.path("rooms")) {
            if (room.path("name").asText().equals("general")) {
                return room;
            }
        }
        throw new IllegalStateException("no #general");
    }

    private static JsonNode desk(JsonNode screen) {
        for (var room : screen.path("rooms")) {
            if (room.path("desk").asBoolean()) {
                return room;
            }
        }
        throw new IllegalStateException("no conversation with the desk");
    }

    private JsonNode screen(String who) throws IOException, InterruptedException {
        return JSON.readTree(
                get("api/screen?as=" + URLEncoder.encode(who, StandardCharsets.UTF_8)));
    }

    private BufferedReader changes() throws IOException, InterruptedException {
        var answer =
                http.send(
                        HttpRequest.newBuilder(address.resolve("api/changes")).build(),
                        BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/" + path)).timeout(PATIENCE).build();
        return checked(path, http.send(request, BodyHandlers.ofString()));
    }

    private void act(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        var origin = address.toString().replaceFirst("/$", "");
        var request =
                HttpRequest.newBuilder(address.resolve("/api/" + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Origin", origin)
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(fields)))
                        .build();
        checked(path, http.send(request, BodyHandlers.ofString()));
    }

    private static String checked(String path, java.net.http.HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
