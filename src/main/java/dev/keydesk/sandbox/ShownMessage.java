package dev.keydesk.sandbox;

import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.sandbox.slack.MessageKey;
import dev.keydesk.sandbox.slack.SeenButton;
import dev.keydesk.sandbox.slack.SeenMessage;

import java.net.URI;
import java.util.List;

/** A message on a person's screen, as it was when they looked. */
public final class ShownMessage {
    private final World world;
    private final TestUser reader;
    private final SeenMessage message;

    ShownMessage(World world, TestUser reader, SeenMessage message) {
        this.world = world;
        this.reader = reader;
        this.message = message;
    }

    /** Returns its text, with names instead of ids. */
    public String says() {
        return reader.screen().read(message);
    }

    /** Returns what a screen reader says. */
    public String spoken() {
        return reader.screen().spoken(message);
    }

    /** Returns where the message is. */
    public MessageKey ref() {
        return message.ref();
    }

    public SeenMessage message() {
        return message;
    }

    /** Returns the labels of its buttons. */
    public List<String> buttons() {
        return message.buttons().stream().map(SeenButton::text).toList();
    }

    /** Clicks a button by its label, and confirms if Slack asks. */
    public ShownMessage press(String label) {
        TestUser.expectFine(pressed(label));
        return this;
    }

    /** Clicks the button beside this text. */
    public ShownMessage pressBeside(String beside, String label) {
        return takes(beside, label);
    }

    /** Clicks a button that must open a form. */
    public OpenForm pressForForm(String label) {
        press(label);
        return reader.openForm();
    }

    /** Clicks a button and returns the reply, whatever it is. */
    public ActionReply pressed(String label) {
        var reply = clicked(label);
        world.settle();
        return reply;
    }

    /** Clicks a button, without running the jobs that it causes. */
    public ActionReply clicked(String label) {
        return reader.slack().click(reader.id(), message.ref(), button(label).actionId());
    }

    /** Chooses an entry of the menu beside this text. */
    public ShownMessage takes(String beside, String label) {
        TestUser.expectFine(taken(beside, label));
        return this;
    }

    /** Chooses an entry and returns the reply, whatever it is. */
    public ActionReply taken(String beside, String label) {
        var reply = tapped(beside, label);
        world.settle();
        return reply;
    }

    /** Chooses an entry, without running the jobs that it causes. */
    public ActionReply tapped(String beside, String label) {
        var line = menuLine(beside, label);
        return reader.slack()
                .click(reader.id(), message.ref(), line.actionId(), line.value().orElseThrow());
    }

    /** Returns the entries of the menu beside this text. */
    public List<String> menu(String beside) {
        var block = blockThatSays(beside);
        return message.buttons().stream()
                .filter(line -> line.blockId().equals(block))
                .map(SeenButton::text)
                .toList();
    }

    private SeenButton menuLine(String beside, String label) {
        var block = blockThatSays(beside);
        return message.buttons().stream()
                .filter(line -> line.blockId().equals(block) && line.text().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new NotAsExpected(
                                "%s finds no “%s” beside “%s”, only %s"
                                        .formatted(reader.name(), label, beside, menu(beside))));
    }

    private String blockThatSays(String words) {
        for (var block : message.blocks()) {
            if (reader.screen().read(block).contains(words)) {
                return block.path("block_id").asText();
            }
        }
        throw new NotAsExpected(
                "%s finds nothing that says “%s” on: %s".formatted(reader.name(), words, says()));
    }

    /** Clicks a button that opens an address, and returns the address. */
    public URI link(String label) {
        var address =
                button(label)
                        .url()
                        .orElseThrow(() ->
                                new NotAsExpected(
                                        "the button “%s” leads nowhere on: %s"
                                                .formatted(label, says())));
        press(label);
        return URI.create(address);
    }

    /** Returns the six-digit code in a private message with a link. */
    public String code() {
        return PrivateLinks.code(message)
                .orElseThrow(() ->
                        new NotAsExpected(
                                "%s finds no code only they can see on: %s"
                                        .formatted(reader.name(), says())));
    }

    private SeenButton button(String label) {
        return message.buttons().stream()
                .filter(candidate -> candidate.text().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new NotAsExpected(
                                "%s finds no button “%s”, only %s, on: %s"
                                        .formatted(reader.name(), label, buttons(), says())));
    }
}
