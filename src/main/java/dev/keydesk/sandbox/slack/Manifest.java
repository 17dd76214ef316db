package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Reads what an app's manifest installs, so that the sandbox grants what the real Slack grants. */
public final class Manifest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifest() {}

    /** Returns what the manifest of this version installs, which the README tells people to use. */
    public static Installation shipped() {
        try (var in = Manifest.class.getResourceAsStream("/dev/keydesk/cli/manifest.yml")) {
            return read(YAML.readTree(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * @throws IOException if the file cannot be read or is not YAML
     */
    public static Installation read(Path file) throws IOException {
        return read(YAML.readTree(file.toFile()));
    }

    private static Installation read(JsonNode manifest) {
        JsonNode features = manifest.path("features");
        JsonNode home = features.path("app_home");
        JsonNode interactivity = manifest.at("/settings/interactivity");
        return new Installation(
                texts(manifest.at("/oauth_config/scopes/bot")),
                values(features.path("slash_commands"), "command"),
                values(features.path("shortcuts"), "callback_id"),
                home.path("home_tab_enabled").asBoolean(),
                home.path("messages_tab_enabled").asBoolean(),
                Json.has(interactivity, "message_menu_options_url"));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static Set<String> values(JsonNode array, String field) {
        Set<String> values = new TreeSet<>();
        array.forEach(item -> values.add(item.path(field).asText()));
        return values;
    }
}
