package dev.keydesk.crash;

import dev.keydesk.config.SecretText;
import dev.keydesk.crash.Evidence.Deed;
import dev.keydesk.crash.Evidence.Showing;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.support.Books;
import dev.keydesk.support.ScriptedPerson;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers the evidence of a scene: from the database, Entra, and what is on people's screens. */
final class Witness {
    /** The shape of every value Entra makes. */
    private static final Pattern VALUE = Pattern.compile("[\\w.~-]{3}8Q~[\\w.~-]{34}");

    private final CrashScene scene;

    Witness(CrashScene scene) {
        this.scene = scene;
    }

    Evidence evidence() {
        var audit = scene.books().audit();
        var requests = scene.books().requests();
        return new Evidence(
                requests,
                audit,
                scene.books().clicks(),
                scene.books().due(scene.time().instant()),
                scene.keys().keys(),
                Stream.concat(inSlack(), onPages()).toList(),
                Stream.concat(sent(requests), pressed(audit)).toList());
    }

    /** Whether anybody has this key's value on a screen, or had it. */
    boolean wasShown(String keyId) {
        return Stream.concat(inSlack(), onPages()).anyMatch(it -> it.keyId().equals(keyId));
    }

    private Stream<Showing> inSlack() {
        return scene.town().slack().everSeen().stream().flatMap(this::inMessage);
    }

    private Stream<Showing> inMessage(SeenMessage message) {
        var text = message.text() + message.blocks();
        return VALUE.matcher(text)
                .results()
                .flatMap(found -> scene.keys().idOf(SecretText.of(found.group())).stream())
                .map(key -> new Showing(key, readerOf(message), message.ref().toString()));
    }

    /** Whose conversation with the desk it stands in; elsewhere the channel itself. */
    private String readerOf(SeenMessage message) {
        var channel = message.ref().channel();
        return scene.everybody().stream()
                .map(ScriptedPerson::id)
                .filter(id -> scene.town().slack().dm(id).equals(channel))
                .map(id -> id.value())
                .findFirst()
                .orElse(channel.value());
    }

    private Stream<Showing> onPages() {
        var number = new AtomicInteger();
        return scene.crashJournal().onPages().stream()
                .map(page ->
                        new Showing(
                                scene.keys().idOf(page.value()).orElse("unknown"),
                                page.to().id().value(),
                                "page " + number.incrementAndGet()));
    }

    private Stream<Deed> sent(List<Books.Row> requests) {
        var stored = requests.stream().map(Books.Row::viewId).collect(Collectors.toSet());
        return scene.crashJournal().sent().stream()
                .map(sent ->
                        new Deed(
                                sent.by().id().value(),
                                "the form " + sent.form(),
                                stored.contains(sent.form())));
    }

    private Stream<Deed> pressed(List<Books.Line> audit) {
        var told =
                scene.everybody().stream()
                        .collect(Collectors.toMap(ScriptedPerson::id, ScriptedPerson::privately));
        return scene.crashJournal().presses().stream()
                .map(press ->
                        new Deed(
                                press.by().id().value(),
                                "%s %s at %s".formatted(press.action(), press.ticket(), press.at()),
                                audit.stream().anyMatch(line -> isEffect(line, press))
                                        || told.getOrDefault(press.by().id(), List.of()).stream()
                                                .anyMatch(message -> isSince(message, press))));
    }

    private static boolean isEffect(Books.Line line, CrashJournal.Press press) {
        return line.ticket().equals(press.ticket())
                && line.actor().equals(press.by().id().value())
                && line.at().toEpochMilli() >= press.at().toEpochMilli();
    }

    /** A message's name is the time at which it was posted. */
    private static boolean isSince(SeenMessage message, CrashJournal.Press press) {
        return Double.parseDouble(message.ref().ts()) >= press.at().toEpochMilli() / 1000.0;
    }
}
