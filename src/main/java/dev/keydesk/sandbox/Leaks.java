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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Looks for secrets where none may be: in the log, in the files (and with them every table and
 * audit event), in the metrics, and in Slack messages that stay. A value is looked for as it is,
 * and as it would look in base64, in a URL and in JSON.
 */
public final class Leaks implements AutoCloseable {
    private final Log log = new Log();

    /** Begins to listen to the log. */
    public static Leaks watching() {
        var leaks = new Leaks();
        leaks.log.setName("leaks");
        leaks.log.start();
        root().addAppender(leaks.log);
        return leaks;
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

    /** Every line of the log since this began to listen. */
    public List<String> logged() {
        return List.copyOf(log.lines);
    }

    /** Where a secret was found; the text names the place and never the secret. */
    public List<String> in(World world) {
        var found = new ArrayList<String>();
        places(world)
                .forEach((place, text) ->
                        secrets(world)
                                .forEach((name, secret) -> {
                                    for (var spelling : spellings(secret)) {
                                        if (text.contains(spelling)) {
                                            found.add("%s was found in %s".formatted(name, place));
                                        }
                                    }
                                }));
        return found.stream().distinct().toList();
    }

    private Map<String, String> places(World world) {
        var places = new LinkedHashMap<String, String>();
        places.put("the log", String.join("\n", log.lines));
        places.put(
                "a Slack message that stays",
                String.join("\n", world.company().slack().everythingThatStays()));
        places.put("the metrics", metrics(world));
        files(world).forEach(file -> places.put("the file " + file.getFileName(), read(file)));
        return places;
    }

    private static Map<String, SecretText> secrets(World world) {
        var secrets = new LinkedHashMap<String, SecretText>();
        int number = 0;
        for (var value : world.company().entra().tenant().mintedValues()) {
            secrets.put("client secret " + ++number, value);
        }
        secrets.put("the bot token", world.company().slack().botToken());
        secrets.put("the signing secret", world.company().slack().signingSecret());
        secrets.put("the desk's own secret", world.company().deskSecret());
        return secrets;
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
        var address = URI.create("http://127.0.0.1:%d/metrics".formatted(world.bot().port()));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
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
