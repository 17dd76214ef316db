package dev.keydesk.crash;

import dev.keydesk.config.SecretText;
import dev.keydesk.crash.JudgeFinding.Kind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for values in every file, the logs among them, and in every message that stays. */
final class LeakCheck {
    private final CrashScene scene;

    LeakCheck(CrashScene scene) {
        this.scene = scene;
    }

    List<JudgeFinding> findings() {
        var findings = new ArrayList<JudgeFinding>();
        var places = places();
        int number = 0;
        for (var value : scene.town().entra().tenant().mintedValues()) {
            number++;
            findings.addAll(found(value, number, places));
        }
        return findings;
    }

    /** The text names the place, and never the value. */
    private static List<JudgeFinding> found(
            SecretText value, int number, Map<String, String> places) {
        return places.entrySet().stream()
                .filter(place -> place.getValue().contains(value.reveal()))
                .map(place ->
                        new JudgeFinding(
                                Kind.LEAK,
                                "client secret %d was found in %s"
                                        .formatted(number, place.getKey())))
                .toList();
    }

    private Map<String, String> places() {
        var places = new LinkedHashMap<String, String>();
        places.put(
                "a Slack message that stays",
                String.join("\n", scene.town().slack().everythingThatStays()));
        try (var files = Files.walk(scene.folder())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> places.put(file.getFileName().toString(), read(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return places;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
