package dev.keydesk.reminder;

import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ControlCharacters;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.CredentialName;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.removal.Successors;
import dev.keydesk.removal.Successors.Successor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Describes a credential of a dry run in a line for the operator's terminal: ids, and no names of
 * people.
 */
final class DryRunText {
    private final OpenRemovals removals;
    private final Successors successors;
    private final ReminderLineActions menu;

    DryRunText(LineFacts facts) {
        this.removals = facts.removals();
        this.successors = facts.successors();
        this.menu = facts.menu();
    }

    /** Returns the text of the messages for screen readers. */
    Stream<String> words(PlannedDigest plannedDigest, Instant asOf) {
        var pages = DigestWriter.pages(plannedDigest.lines());
        return IntStream.range(0, pages.size())
                .mapToObj(page -> message(plannedDigest, page, pages, asOf).text())
                .flatMap(String::lines)
                .map(line -> "  | " + name(read(id(line))));
    }

    private OutgoingMessage message(
            PlannedDigest plannedDigest, int page, List<List<ReminderEntry>> pages, Instant asOf) {
        var part =
                new DigestPage(
                        "planned",
                        plannedDigest.recipient(),
                        plannedDigest.day(),
                        page + 1,
                        pages.size(),
                        asOf,
                        Optional.empty(),
                        List.of());
        var lines =
                pages.get(page).stream()
                        .map(entry -> new Placed(part.id(), 0, new ReminderLine.Open(entry)))
                        .toList();
        Function<ReminderEntry, KeyNews> news =
                entry -> KeyNews.of(entry, removals::of, successors);
        return new DigestMessage(part, lines, news, menu, false).message();
    }

    String line(ReminderEntry entry) {
        var who = entry.responsible();
        return "  %s, credential %s%s, expires %s: step \"%s\"%s, by %s%s%s%s%s"
                .formatted(
                        name(entry.app().name()),
                        entry.keyId(),
                        named(entry.key()),
                        entry.neverExpires() ? "never" : entry.end().toString(),
                        entry.step().text(),
                        entry.isUrgent() ? ", urgent" : "",
                        read(who.because()),
                        who.nobody().map(why -> "; nobody looks after it: " + why).orElse(""),
                        replaced(entry),
                        removal(entry).map(DryRunText::going).orElse(""),
                        entry.isUrgent() ? "; mentions " + mentioned(entry) : "");
    }

    /** Returns the same for a line that was sent, with what people did about it. */
    String line(ReminderLine line) {
        var done =
                switch (line) {
                    case ReminderLine.Open _ -> "";
                    case ReminderLine.Snoozed(_, _, var until) -> "; snoozed until " + until;
                    case ReminderLine.Moved(_, _, var to) -> "; moved to the channel " + to.value();
                    case ReminderLine.Closed closed ->
                            "; nothing left to do: " + read(closed.reason());
                };
        return line(line.entry()) + done;
    }

    String exempt(ReminderPlanner.Exempt exempt) {
        var key = exempt.key();
        return "  not told: %s, credential %s, exempt until %s by %s"
                .formatted(
                        name(key.app().name()),
                        key.keyId(),
                        exempt.by().until(),
                        exempt.by().owner().value());
    }

    /**
     * Returns a credential that never expires.
     *
     * @param told when its team was told; empty if that is still to come
     */
    String endless(ReminderPlanner.Endless endless, Optional<Instant> told) {
        var key = endless.key();
        return "  %s, app %s, %s %s%s, made on %s; %s%s"
                .formatted(
                        name(key.app().name()),
                        key.app().clientId(),
                        key.kind().words(),
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

    /** Says whether Keydesk knows the newer credential, or only sees that there is one. */
    private String replaced(ReminderEntry entry) {
        return successors
                .of(entry.app().objectId(), entry.keyId())
                .map(DryRunText::renewed)
                .or(() -> entry.superseded().map(since -> "; replaced since " + since))
                .orElse("");
    }

    private static String renewed(Successor newer) {
        var kept = newer.keptBy().map(by -> ", and kept by " + by.value()).orElse("");
        return "; renewed by %s on %s%s".formatted(newer.ticket(), newer.since(), kept);
    }

    private Optional<Removal> removal(ReminderEntry entry) {
        return removals.of(entry.app().objectId(), entry.keyId());
    }

    private static String going(Removal removal) {
        return "; removal %s: %s".formatted(removal.id(), RemovalText.spoken(removal));
    }

    private static String mentioned(ReminderEntry entry) {
        var everybody = entry.isOfDesk() ? Stream.of("the whole channel") : Stream.<String>empty();
        var who = Stream.concat(everybody, entry.responsible().mentions().map(DryRunText::id));
        var all = who.collect(Collectors.joining(", "));
        return all.isEmpty() ? "nobody" : all;
    }

    /** Returns the id in keydesk.yml of each mention. */
    private static String id(String markup) {
        return markup.replace("<!channel>", "the whole channel")
                .replaceAll("<(?:@|!subteam\\^)(\\w+)>", "$1");
    }

    /**
     * Returns the text of a Slack message without its markup, because a dry run shows such
     * messages.
     */
    static String read(String markup) {
        return markup.replaceAll("<!date\\^[^|>]*\\|([^>]*)>", "$1")
                .replaceAll("<[@#!][^>]*>", "somebody in Slack")
                .replaceAll("[*`]", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String named(Credential.Key key) {
        return CredentialName.besideItsId(key).map(it -> " " + name(it)).orElse("");
    }

    /** Other people wrote it: it must not start a new line, nor control the terminal. */
    private static String name(String foreign) {
        return ControlCharacters.replaced(foreign);
    }
}
