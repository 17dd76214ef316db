package dev.keydesk.sandbox;

import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.sandbox.slack.Choice;
import dev.keydesk.sandbox.slack.SeenView;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A modal on somebody's screen, being filled in. */
public final class OpenForm {
    private static final String WAY = "way";

    private final World world;
    private final TestUser person;
    private final String viewId;

    OpenForm(World world, TestUser person, SeenView view) {
        this.world = world;
        this.person = person;
        this.viewId = view.id();
    }

    /** Types into the list of apps and takes the first that is offered. */
    public OpenForm app(String typed) {
        return app("app", typed);
    }

    /** The same in a form that calls the list something else. */
    public OpenForm app(String field, String typed) {
        var offered = offers(field, typed);
        if (offered.isEmpty()) {
            throw new NotAsExpected("the form offers no app for “%s”".formatted(typed));
        }
        return choose(field, offered.getFirst().value());
    }

    /** What the list of apps offers for that. */
    public List<Choice> offers(String typed) {
        return offers("app", typed);
    }

    public List<Choice> offers(String field, String typed) {
        return person.slack().suggest(person.id(), viewId, field, typed);
    }

    public OpenForm lifetime(int days) {
        return choose("lifetime", String.valueOf(days));
    }

    public OpenForm description(String text) {
        return fill("description", text);
    }

    public OpenForm reason(String text) {
        return fill("reason", text);
    }

    /** Says how the secret is to be picked up, by the label of the choice. */
    public OpenForm pickUp(String label) {
        var offered = choices(WAY);
        return choose(
                WAY,
                offered.stream()
                        .filter(way -> way.text().equals(label))
                        .findFirst()
                        .orElseThrow(() ->
                                new NotAsExpected(
                                        "the form offers no pick-up “%s”, only %s"
                                                .formatted(
                                                        label,
                                                        offered.stream()
                                                                .map(Choice::text)
                                                                .toList())))
                        .value());
    }

    /** What can be chosen in a field that asks nobody for its choices. */
    public List<Choice> choices(String name) {
        var field =
                StreamSupport.stream(view().blocks().spliterator(), false)
                        .map(block -> block.path("element"))
                        .filter(element -> element.path("action_id").asText().equals(name))
                        .findFirst();
        return field.map(Choice::allOf).orElse(List.of());
    }

    public OpenForm choose(String field, String value) {
        TestUser.expectFine(person.slack().choose(person.id(), viewId, field, value));
        world.settle();
        return this;
    }

    public OpenForm fill(String field, String text) {
        TestUser.expectFine(person.slack().fill(person.id(), viewId, field, text));
        return this;
    }

    /** Sends the form. */
    public OpenForm submit() {
        TestUser.expectFine(submitted());
        return this;
    }

    /** Sends the form, without any expectation. */
    public ActionReply submitted() {
        var reply = sent();
        world.settle();
        return reply;
    }

    /** Sends the form, and leaves what that makes due for later. */
    public ActionReply sent() {
        return person.slack().submit(person.id(), viewId);
    }

    /** What stands at its fields after it was sent. */
    public Map<String, String> errors() {
        return view().errors();
    }

    /** What the modal says now. */
    public String says() {
        return person.screen().read(view().blocks());
    }

    public SeenView view() {
        return person.slack().views(person.id()).stream()
                .filter(view -> view.id().equals(viewId))
                .findFirst()
                .orElseThrow(() -> new NotAsExpected("the form is closed"));
    }

    public boolean isOpen() {
        return person.slack().views(person.id()).stream().anyMatch(v -> v.id().equals(viewId));
    }
}
