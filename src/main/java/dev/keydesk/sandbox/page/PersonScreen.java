package dev.keydesk.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.sandbox.slack.SeenView;
import dev.keydesk.sandbox.slack.SharedFile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one person sees in Slack at this moment, and nothing that only others see.
 *
 * @param opensDesk whether they can open the app's Home tab and direct messages, which Slack does
 *     not offer to people of another company
 */
record PersonScreen(
        String run,
        Somebody me,
        boolean opensDesk,
        Names names,
        List<Room> rooms,
        List<SeenView> views,
        Optional<JsonNode> home,
        List<Command> commands,
        List<Shortcut> shortcuts) {

    /**
     * @param standing the kind of account in words, such as {@code guest}
     * @param role in the company, in words, or empty
     */
    record Somebody(String id, String name, String standing, String role) {}

    /** The names of ids in texts. */
    record Names(
            Map<String, String> people, Map<String, String> channels, Map<String, String> groups) {}

    /**
     * A channel or a direct message.
     *
     * @param joined whether this person can write and click there
     * @param desk whether these are the direct messages with Keydesk
     * @param readOnly whether only Keydesk writes there
     */
    record Room(
            String id,
            String name,
            String kind,
            boolean joined,
            boolean desk,
            boolean readOnly,
            boolean archived,
            boolean shared,
            List<Note> messages) {}

    /** A message. */
    record Note(
            String ts,
            String author,
            String text,
            JsonNode blocks,
            boolean ephemeral,
            Optional<String> thread,
            boolean edited,
            List<SharedFile> files) {}

    record Command(String command, String hint, String description) {}

    record Shortcut(String callbackId, String name) {}
}
