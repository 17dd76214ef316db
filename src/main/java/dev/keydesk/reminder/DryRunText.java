package dev.keydesk.reminder;

import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.ControlCharacters;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.CredentialName;
import dev.keydesk.reminder.Lines.Placed;
import dev.keydesk.reminder.Successors.Successor;
import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalText;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One key of a dry run, as a line on an operator's terminal: ids, and no names of people. */
final class DryRunText {
    private final OpenRemovals removals;
    private final Successors successors;
    private final LineMenu menu;

    DryRunText(OpenRemovals removals, Successors successors, LineMenu menu) {
        this.removals = removals;
        this.successors = successors;
        this.menu = menu;
    }

    /** The words of the messages themselves, as somebody hears them who cannot see. */
    Stream<String> words(Planned planned, Instant asOf) {
        var pages = Posting.pages(planned.lines());
        return IntStream.range(0, pages.size())
                .mapToObj(page -> message(planned, page, pages, asOf).text())
                .flatMap(String::lines)
                .map(line -> "  | " + name(Mrkdwn.plain(id(line))));
    }

    private Message message(Planned planned, int page, List<List<Told>> pages, Instant asOf) {
        var part =
                new Part(
                        "planned",
                        planned.to(),
                        planned.day(),
                        page + 1,
                        pages.size(),
                        asOf,
                        Optional.empty(),
                        List.of());
        var lines =
                pages.get(page).stream()
                        .map(told -> new Placed(part.id(), 0, new Line.Open(told)))
                        .toList();
        Function<Told, KeyNews> news = told -> KeyNews.of(told, removals::of, successors);
        return new DigestMessage(part, lines, news, menu, false).message();
    }

    String line(Told told) {
        var who = told.lookedAfter();
        return "  %s, key %s%s, ends %s: step \"%s\"%s, by %s%s%s%s%s"
                .formatted(
                        name(told.app().name()),
                        told.keyId(),
                        named(told.key()),
                        told.neverExpires() ? "never" : told.end().toString(),
                        told.step().text(),
                        told.presses() ? ", urgent" : "",
                        Mrkdwn.plain(who.because()),
                        who.nobody().map(why -> "; nobody looks after it: " + why).orElse(""),
                        replaced(told),
                        removal(told).map(DryRunText::going).orElse(""),
                        told.presses() ? "; mentions " + mentioned(told) : "");
    }

    /** The same of a line that was told, with what people did about it. */
    String line(Line line) {
        var done =
                switch (line) {
                    case Line.Open _ -> "";
                    case Line.Snoozed(_, _, var until) -> "; snoozed until " + until;
                    case Line.Moved(_, _, var to) -> "; moved to the channel " + to.value();
                    case Line.Closed closed ->
                            "; nothing left to do: " + Mrkdwn.plain(closed.because());
                };
        return line(line.told()) + done;
    }

    String exempt(Agenda.Exempt exempt) {
        var key = exempt.key();
        return "  not told: %s, key %s, exempt until %s by %s"
                .formatted(
                        name(key.app().name()),
                        key.keyId(),
                        exempt.by().until(),
                        exempt.by().owner().value());
    }

    /**
     * A key without an end.
     *
     * @param told when its team was told of it; empty if that is still to come
     */
    String endless(Agenda.Endless endless, Optional<Instant> told) {
        var key = endless.key();
        return "  %s, app %s, %s %s%s, made on %s; %s%s"
                .formatted(
                        name(key.app().name()),
                        key.app().clientId(),
                        key.kind() == Kind.SECRET ? "client secret" : "certificate",
                        key.keyId(),
                        named(key),
                        key.start().toString().substring(0, 10),
                        told.map(at -> "told at " + at).orElse("not told yet"),
                        endless.exempt()
                                .map(it ->
                                        "; exempt until %s by %s"
                                                .formatted(it.until(), it.owner().value()))
                                .orElse(""));
    }

    /** Whether the desk knows the newer key, or only sees that there is one. */
    private String replaced(Told told) {
        return successors
                .of(told.app().objectId(), told.keyId())
                .map(DryRunText::renewed)
                .or(() -> told.superseded().map(since -> "; superseded since " + since))
                .orElse("");
    }

    private static String renewed(Successor newer) {
        var kept = newer.keptBy().map(by -> ", and kept by " + by.value()).orElse("");
        return "; renewed by %s on %s%s".formatted(newer.ticket(), newer.since(), kept);
    }

    private Optional<Removal> removal(Told told) {
        return removals.of(told.app().objectId(), told.keyId());
    }

    private static String going(Removal removal) {
        return "; removal %s: %s".formatted(removal.id(), RemovalText.spoken(removal));
    }

    private static String mentioned(Told told) {
        var everybody = told.own() ? Stream.of("the whole channel") : Stream.<String>empty();
        var who = Stream.concat(everybody, told.lookedAfter().mentions().map(DryRunText::id));
        var all = who.collect(Collectors.joining(", "));
        return all.isEmpty() ? "nobody" : all;
    }

    /** What stands in keydesk.yml for each mention. */
    private static String id(String markup) {
        return markup.replace("<!channel>", "the whole channel")
                .replaceAll("<(?:@|!subteam\\^)(\\w+)>", "$1");
    }

    private static String named(Credential.Key key) {
        return CredentialName.besideItsId(key).map(it -> " " + name(it)).orElse("");
    }

    /** Others wrote it: it must not begin a line of its own, nor steer the terminal. */
    private static String name(String foreign) {
        return ControlCharacters.replaced(foreign);
    }
}
