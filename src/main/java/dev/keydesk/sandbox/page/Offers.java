package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.page.Screen.Command;
import dev.keydesk.sandbox.page.Screen.Shortcut;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The slash commands and global shortcuts Slack offers people while they type. */
final class Offers {
    /** An installation that allows any command names none, and then these are offered. */
    private static final Map<String, String> HINTS =
            Map.of(
                    "/new-client-secret", "[app name, client id or object id] or help",
                    "/client-secrets", "[app name, client id or object id] or help");

    private static final Map<String, String> NAMES =
            Map.of("new_client_secret", "New client secret");

    private final SimulatedSlack slack;

    Offers(SimulatedSlack slack) {
        this.slack = slack;
    }

    List<Command> commands() {
        return named(slack.installation().commands(), HINTS).stream()
                .map(command -> new Command(command, HINTS.getOrDefault(command, "")))
                .toList();
    }

    List<Shortcut> shortcuts() {
        return named(slack.installation().shortcuts(), NAMES).stream()
                .map(id -> new Shortcut(id, NAMES.getOrDefault(id, id)))
                .toList();
    }

    private static Set<String> named(Set<String> installed, Map<String, String> known) {
        return new TreeSet<>(installed.isEmpty() ? known.keySet() : installed);
    }
}
