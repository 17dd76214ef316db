package dev.keydesk.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.chat.CapturedLog;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Real deliveries with random changes, each signed as Slack signs: whatever comes, the gate answers
 * without a fault of its own, and its log stays small.
 */
public final class GateFuzz {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PAYLOAD = "payload=";
    private static final int A_MINUTE = 1_000;
    private static final int TELLS_EVERY = 50_000;
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\0",
                    "\n",
                    "x".repeat(300),
                    "x".repeat(5000),
                    "U1",
                    "../..",
                    "slack-view:V1",
                    "<!channel>",
                    "\ud800",
                    "null",
                    "-1",
                    "9".repeat(40));

    /**
     * What came of it; the slowest in milliseconds.
     *
     * @param refusalBytes of the log, about what was refused
     * @param logBytes of the whole log; what is not refused is work like any other
     */
    public record Outcome(
            int requests,
            int serverErrors,
            long internalErrors,
            long slowestMillis,
            long refusalBytes,
            long logBytes) {
        @Override
        public String toString() {
            return "%d requests, %d 5xx, %d internal errors logged, slowest %d ms"
                            .formatted(requests, serverErrors, internalErrors, slowestMillis)
                    + ", %d bytes of log, %d of them about refusals"
                            .formatted(logBytes, refusalBytes);
        }
    }

    private final World world;
    private final SimulatedSlack slack;
    private final Random random;
    private final List<String> originals = new ArrayList<>();
    private int serverErrors;
    private Duration slowest = Duration.ZERO;
    private long internalErrors;
    private long refusalBytes;
    private long logBytes;

    private GateFuzz(World world, long seed) {
        this.world = world;
        this.slack = world.company().slack();
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws IOException {
        int requests = Integer.getInteger("requests", 1_000_000);
        long seed = Long.getLong("seed", 1);
        var outcome = run(Files.createTempDirectory("fuzz"), requests, seed);
        System.out.println(outcome);
        if (outcome.serverErrors() > 0 || outcome.internalErrors() > 0) {
            System.exit(1);
        }
    }

    /** The same seed makes the same changes in the same order. */
    public static Outcome run(Path folder, int requests, long seed) {
        try (var world = World.stepped(folder);
                var log = CapturedLog.open()) {
            var fuzz = new GateFuzz(world, seed);
            fuzz.collect();
            return fuzz.send(requests, log);
        }
    }

    /** One of each kind, as people cause them. */
    private void collect() {
        var alice = world.alice();
        alice.opensHome();
        keep();
        alice.isTold("/new-client-secret help");
        keep();
        alice.type("/client-secrets");
        keep();
        var form = alice.runs("/new-client-secret payroll-api");
        keep();
        form.description("fuzz").lifetime(90).reason("to see what comes of it");
        var view = slack.views(alice.id()).getLast().id();
        slack.suggest(alice.id(), view, "app", "pay");
        keep();
        form.submit();
        keep();
        world.bob().sees("asks for a client secret for payroll-api").press("Approve");
        keep();
        alice.sees("can pick it up").press("Get a one-time link");
        keep();
        slack.shortcut(alice.id(), "new_client_secret");
        keep();
    }

    private void keep() {
        originals.add(slack.lastDelivery().orElseThrow().body());
    }

    private Outcome send(int requests, CapturedLog log) {
        for (int count = 1; count <= requests; count++) {
            send(count);
            if (count % A_MINUTE == 0) {
                // So many come in a minute, and the other work of the desk goes on.
                world.timePasses(Duration.ofMinutes(1));
                read(log);
            }
            if (count % TELLS_EVERY == 0 && count < requests) {
                System.out.println("so far: " + outcome(count));
            }
        }
        read(log);
        return outcome(requests);
    }

    private void send(int count) {
        byte[] body = changed();
        var answer = slack.raw(body, slack.sign(body, world.clock().instant()));
        if (answer.status() == 0 || answer.status() >= 500) {
            serverErrors++;
            var text = new String(body, StandardCharsets.UTF_8);
            System.out.printf(
                    "request %d: status %d%n  %s%n",
                    count, answer.status(), text.substring(0, Math.min(2000, text.length())));
        }
        slowest = slowest.compareTo(answer.took()) < 0 ? answer.took() : slowest;
    }

    private Outcome outcome(int requests) {
        return new Outcome(
                requests, serverErrors, internalErrors, slowest.toMillis(), refusalBytes, logBytes);
    }

    /** A million deliveries log more than this process should keep. */
    private void read(CapturedLog log) {
        for (var line : log.drain()) {
            long bytes = line.getBytes(StandardCharsets.UTF_8).length + 1L;
            logBytes += bytes;
            refusalBytes += line.contains("/slack/events") ? bytes : 0;
            if (isInternalError(line) && internalErrors++ < 10) {
                System.out.println(line);
            }
        }
    }

    private static boolean isInternalError(String line) {
        return line.contains("failed (ref") || line.contains("failed at its JSON");
    }

    private byte[] changed() {
        var original = originals.get(random.nextInt(originals.size()));
        var text = original;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            text =
                    switch (random.nextInt(10)) {
                        case 0 -> withoutAByte(text);
                        case 1 -> withAnotherByte(text);
                        default -> inside(text);
                    };
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0 && body.length > 0) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private String withoutAByte(String text) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length());
        return text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
    }

    private String withAnotherByte(String text) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + (char) random.nextInt(0x500) + text.substring(at);
    }

    /** A change of what it says, which leaves its form as it is. */
    private String inside(String text) {
        try {
            if (text.startsWith(PAYLOAD)) {
                var json =
                        URLDecoder.decode(text.substring(PAYLOAD.length()), StandardCharsets.UTF_8);
                return PAYLOAD + URLEncoder.encode(changedJson(json), StandardCharsets.UTF_8);
            }
            return text.startsWith("{") ? changedJson(text) : changedForm(text);
        } catch (IOException | IllegalArgumentException broken) {
            return withoutAByte(text);
        }
    }

    private String changedForm(String text) {
        var pairs = new ArrayList<>(Arrays.asList(text.split("&", -1)));
        int which = random.nextInt(pairs.size());
        var name = pairs.get(which).replaceFirst("=.*", "");
        switch (random.nextInt(3)) {
            case 0 -> pairs.remove(which);
            case 1 -> pairs.add(pairs.get(which));
            default ->
                    pairs.set(which, name + "=" + URLEncoder.encode(any(), StandardCharsets.UTF_8));
        }
        return pairs.stream().collect(Collectors.joining("&"));
    }

    private String any() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private String changedJson(String text) throws IOException {
        var root = JSON.readTree(text);
        var places = new ArrayList<Runnable>();
        collect(root, places);
        if (!places.isEmpty()) {
            places.get(random.nextInt(places.size())).run();
        }
        return JSON.writeValueAsString(root);
    }

    private void collect(JsonNode node, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(child -> {
                        places.add(() -> object.remove(child.getKey()));
                        places.add(() -> object.set(child.getKey(), other()));
                        collect(child.getValue(), places);
                    });
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(() -> array.remove(index));
                places.add(() -> array.set(index, other()));
                collect(array.get(i), places);
            }
        }
    }

    private JsonNode other() {
        var make = JsonNodeFactory.instance;
        return switch (random.nextInt(6)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(random.nextLong());
            case 2 -> make.booleanNode(true);
            case 3 -> make.objectNode();
            case 4 -> make.arrayNode();
            default -> make.textNode(any());
        };
    }
}
