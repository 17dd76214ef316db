package dev.keydesk.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.sandbox.slack.ActionReply;

import java.util.Optional;

/** Keydesk's Home tab on a person's screen. */
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

    /** Returns its whole text, with names instead of ids. */
    public String says() {
        return person.screen().read(blocks());
    }

    /** Returns its blocks. */
    public JsonNode blocks() {
        return view().path("blocks");
    }

    /** Returns the image on it, if there is one. */
    public Optional<JsonNode> picture() {
        for (var block : blocks()) {
            if (block.path("type").asText().equals("image")) {
                return Optional.of(block);
            }
        }
        return Optional.empty();
    }

    /** Clicks a button. */
    public HomeTab press(String label) {
        TestUser.expectFine(pressed("", label));
        return this;
    }

    /** Clicks the button beside this text, which must open a form. */
    public OpenForm pressForForm(String beside, String label) {
        TestUser.expectFine(pressed(beside, label));
        return person.openForm();
    }

    /** Clicks the button beside this text and returns the reply, whatever it is. */
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
