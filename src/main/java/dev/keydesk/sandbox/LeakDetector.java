package dev.keydesk.sandbox;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import dev.keydesk.config.SecretText;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Searches for secrets where they must not be: in the log, in files (and so in every table and
 * audit event), in the metrics, and in Slack messages that stay. A secret value or the token of a
 * link is searched for as it is, in Base64, URL-encoded and in JSON; the code of a link as a word.
 */
public final class LeakDetector implements AutoCloseable {
    private final Log log = new Log();

    /** Starts listening to the log. */
    public static LeakDetector watching() {
        var leakDetector = new LeakDetector();
        leakDetector.log.setName("leaks");
        leakDetector.log.start();
        root().addAppender(leakDetector.log);
        return leakDetector;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static final class Log extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }

    /** Returns every line of the log since this started listening. */
    public List<String> logged() {
        return List.copyOf(log.lines);
    }

    /** Returns where a secret was found; the text names the place and never the secret. */
    public List<String> find(World world) {
        var said = said(world);
        var everywhere = new LinkedHashMap<>(said);
        files(world).forEach(file -> everywhere.put("the file " + file.getFileName(), read(file)));
        var multiPatternSearch = new MultiPatternSearch(words(world));
        var found = new LinkedHashSet<String>();
        everywhere.forEach((place, text) ->
                multiPatternSearch.namesIn(text).forEach(name -> found.add(wasFound(name, place))));
        // Not in files: a time stamp may contain the same six digits by chance.
        codes(world).forEach(code -> found.addAll(places(said, asWord(code))));
        return List.copyOf(found);
    }

    private static List<MultiPatternSearch.Word> words(World world) {
        return secrets(world).entrySet().stream()
                .flatMap(secret ->
                        spellings(secret.getValue()).stream()
                                .map(spelling ->
                                        new MultiPatternSearch.Word(secret.getKey(), spelling)))
                .toList();
    }

    private static List<String> places(Map<String, String> said, Predicate<String> holdsCode) {
        return said.entrySet().stream()
                .filter(place -> holdsCode.test(place.getValue()))
                .map(place -> wasFound("the code of a link", place.getKey()))
                .toList();
    }

    private static String wasFound(String what, String place) {
        return "%s was found in %s".formatted(what, place);
    }

    /** Returns what people and machines are told, by place. */
    private Map<String, String> said(World world) {
        var places = new LinkedHashMap<String, String>();
        places.put("the log", String.join("\n", log.lines));
        places.put(
                "a Slack message that stays",
                String.join("\n", world.company().slack().everythingThatStays()));
        places.put("the metrics", metrics(world));
        return places;
    }

    private static Map<String, SecretText> secrets(World world) {
        var secrets = new LinkedHashMap<String, SecretText>();
        int number = 0;
        for (var value : world.company().entra().tenant().mintedValues()) {
            secrets.put("client secret " + ++number, value);
        }
        number = 0;
        for (var token : tokens(world)) {
            secrets.put("the token of link " + ++number, token);
        }
        secrets.put("the bot token", world.company().slack().botToken());
        secrets.put("the signing secret", world.company().slack().signingSecret());
        secrets.put("the desk's own secret", world.company().deskSecret());
        return secrets;
    }

    /** Returns the tokens of all links that were ever shown, in that order. */
    private static List<SecretText> tokens(World world) {
        return world.company().slack().everSeen().stream()
                .flatMap(message -> PrivateLinks.tokens(message).stream())
                .distinct()
                .toList();
    }

    private static List<String> codes(World world) {
        return world.company().slack().everSeen().stream()
                .flatMap(message -> PrivateLinks.code(message).stream())
                .distinct()
                .toList();
    }

    /** Matches the code in one piece or in two, but not as part of a longer number. */
    private static Predicate<String> asWord(String code) {
        var digits = code.substring(0, 3) + " ?" + code.substring(3);
        return Pattern.compile("(?<!\\w|\\d\\.)" + digits + "(?!\\w|\\.\\d)").asPredicate();
    }

    static List<String> spellings(SecretText secret) {
        var plain = secret.reveal();
        var bytes = plain.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        plain,
                        Base64.getEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                        URLEncoder.encode(plain, StandardCharsets.UTF_8),
                        plain.replace("~", "\\u007e"),
                        plain.replace("~", "%7E"))
                .distinct()
                .toList();
    }

    private static List<java.nio.file.Path> files(World world) {
        try (var files = Files.walk(world.folder())) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(java.nio.file.Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String metrics(World world) {
        return world.nodes().stream()
                .map(node -> metrics(world, node.resolve("/metrics")))
                .collect(Collectors.joining("\n"));
    }

    private static String metrics(World world, URI page) {
        try {
            var request = HttpRequest.newBuilder(page).build();
            return world.browsers().send(request, BodyHandlers.ofString()).body();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while reading the metrics", stopped);
        }
    }

    @Override
    public void close() {
        root().detachAppender(log);
        log.stop();
    }
}
