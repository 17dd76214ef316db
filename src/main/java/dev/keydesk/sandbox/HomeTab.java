package dev.keydesk.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.sandbox.slack.ActionReply;

import java.util.Optional;

/** The desk's home tab on somebody's screen. */
public final class HomeTab {
    private final World world;
    private final TestUser person;

    HomeTab(World world, TestUser person) {
        this.world = world;
        this.person = person;
    }

    private JsonNode view() {
        return person.slack()
                .home(person.id())
                .orElseThrow(
                        () -> new NotAsExpected(person.name() + " finds nothing on the home tab"));
    }

    /** All it says, with names instead of ids. */
    public String says() {
        return person.screen().read(blocks());
    }

    public JsonNode blocks() {
        return view().path("blocks");
    }

    /** The picture on it, if there is one. */
    public Optional<JsonNode> picture() {
        for (var block : blocks()) {
            if (block.path("type").asText().equals("image")) {
                return Optional.of(block);
            }
        }
        return Optional.empty();
    }

    /** Presses a button. */
    public HomeTab press(String label) {
        TestUser.expectFine(pressed("", label));
        return this;
    }

    /** Presses the button beside these words, which opens a form. */
    public OpenForm pressForForm(String beside, String label) {
        TestUser.expectFine(pressed(beside, label));
        return person.openForm();
    }

    /** Presses the button beside these words, without any expectation. */
    public ActionReply pressed(String beside, String label) {
        var button =
                find(blocks(), beside, label)
                        .orElseThrow(() ->
                                new NotAsExpected(
                                        "%s finds no “%s” beside “%s” on: %s"
                                                .formatted(person.name(), label, beside, says())));
        var reply =
                person.slack()
                        .clickInView(
                                person.id(),
                                view().path("id").asText(),
                                button.path("action_id").asText(),
                                button.path("value").asText());
        world.settle();
        return reply;
    }

    private Optional<JsonNode> find(JsonNode blocks, String beside, String label) {
        for (var block : blocks) {
            if (!person.screen().read(block).contains(beside)) {
                continue;
            }
            for (var button : block.findParents("action_id")) {
                if (button.path("text").path("text").asText().equals(label)) {
                    return Optional.of(button);
                }
            }
        }
        return Optional.empty();
    }
}
