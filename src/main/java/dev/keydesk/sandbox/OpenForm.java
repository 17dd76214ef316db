package dev.keydesk.sandbox;

import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.sandbox.slack.Choice;
import dev.keydesk.sandbox.slack.SeenView;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A modal on a person's screen that is being filled in. */
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

    /** Types into the list of apps and takes the first suggestion. */
    public OpenForm app(String typed) {
        return app("app", typed);
    }

    /** The same for a list with another field name. */
    public OpenForm app(String field, String typed) {
        var offered = offers(field, typed);
        if (offered.isEmpty()) {
            throw new NotAsExpected("the form offers no app for “%s”".formatted(typed));
        }
        return choose(field, offered.getFirst().value());
    }

    /** Returns the suggestions for the typed text. */
    public List<Choice> offers(String typed) {
        return offers("app", typed);
    }

    /** Returns the suggestions of a field for the typed text. */
    public List<Choice> offers(String field, String typed) {
        return person.slack().suggest(person.id(), viewId, field, typed);
    }

    /** Chooses the lifetime in days. */
    public OpenForm lifetime(int days) {
        return choose("lifetime", String.valueOf(days));
    }

    /** Fills in the description. */
    public OpenForm description(String text) {
        return fill("description", text);
    }

    /** Fills in the reason. */
    public OpenForm reason(String text) {
        return fill("reason", text);
    }

    /** Chooses the delivery method by its label. */
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

    /** Returns the options of a field with fixed options. */
    public List<Choice> choices(String name) {
        var field =
                StreamSupport.stream(view().blocks().spliterator(), false)
                        .map(block -> block.path("element"))
                        .filter(element -> element.path("action_id").asText().equals(name))
                        .findFirst();
        return field.map(Choice::allOf).orElse(List.of());
    }

    /** Chooses an option by its value. */
    public OpenForm choose(String field, String value) {
        TestUser.expectFine(person.slack().choose(person.id(), viewId, field, value));
        world.settle();
        return this;
    }

    /** Types a text into a field. */
    public OpenForm fill(String field, String text) {
        TestUser.expectFine(person.slack().fill(person.id(), viewId, field, text));
        return this;
    }

    /** Submits the form and expects that it is accepted. */
    public OpenForm submit() {
        TestUser.expectFine(submitted());
        return this;
    }

    /** Submits the form and returns the reply, whatever it is. */
    public ActionReply submitted() {
        var reply = sent();
        world.settle();
        return reply;
    }

    /** Submits the form, without running the jobs that it causes. */
    public ActionReply sent() {
        return person.slack().submit(person.id(), viewId);
    }

    /** Returns the errors at its fields after it was submitted. */
    public Map<String, String> errors() {
        return view().errors();
    }

    /** Returns the current text of the modal. */
    public String says() {
        return person.screen().read(view().blocks());
    }

    /** Returns the modal as it is now. */
    public SeenView view() {
        return person.slack().views(person.id()).stream()
                .filter(view -> view.id().equals(viewId))
                .findFirst()
                .orElseThrow(() -> new NotAsExpected("the form is closed"));
    }

    /** Returns whether the modal is still open. */
    public boolean isOpen() {
        return person.slack().views(person.id()).stream().anyMatch(v -> v.id().equals(viewId));
    }
}
