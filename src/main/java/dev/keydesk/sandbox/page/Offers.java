package dev.keydesk.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import dev.keydesk.sandbox.page.PersonScreen.Command;
import dev.keydesk.sandbox.page.PersonScreen.Shortcut;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What Slack offers people besides plain messages, from the app's manifest: slash commands and
 * global shortcuts (an installation that names none allows any), and whether they can write to the
 * app.
 */
final class Offers {
    private static final String MANIFEST = "/dev/keydesk/cli/manifest.yml";

    private final SimulatedSlack slack;
    private final JsonNode features = features();

    Offers(SimulatedSlack slack) {
        this.slack = slack;
    }

    List<Command> commands() {
        return offered("slash_commands", "command", slack.installation().commands())
                .map(it ->
                        new Command(
                                it.path("command").asText(),
                                it.path("usage_hint").asText(),
                                it.path("description").asText()))
                .toList();
    }

    List<Shortcut> shortcuts() {
        return offered("shortcuts", "callback_id", slack.installation().shortcuts())
                .map(it -> new Shortcut(it.path("callback_id").asText(), it.path("name").asText()))
                .toList();
    }

    /** Returns whether people can only read the app's messages, so that Slack shows no composer. */
    boolean readOnlyMessages() {
        return features.at("/app_home/messages_tab_read_only_enabled").asBoolean();
    }

    private Stream<JsonNode> offered(String kind, String id, Set<String> installed) {
        return StreamSupport.stream(features.path(kind).spliterator(), false)
                .filter(it -> installed.isEmpty() || installed.contains(it.path(id).asText()));
    }

    private static JsonNode features() {
        try (var file = Offers.class.getResourceAsStream(MANIFEST)) {
            if (file == null) {
                throw new IllegalStateException("this build lacks " + MANIFEST);
            }
            return new ObjectMapper(new YAMLFactory()).readTree(file).path("features");
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(MANIFEST), e);
        }
    }
}
