package dev.keydesk.reminder;

import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Menu;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.reminder.ReminderLineText.Naming;
import dev.keydesk.reminder.ReminderLines.Placed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders a message of reminders; a pure function from what is stored to blocks and text. */
final class DigestMessage {
    /** With this many, the text of an edit stays below the 4,000 characters that Slack accepts. */
    static final int MOST_LINES = 15;

    private static final int LONGEST_EDIT = 4_000;

    private static final String NEVER = "Credentials that never expire";

    private final DigestPage part;
    private final List<Placed> lines;
    private final Function<ReminderEntry, KeyNews> news;
    private final Map<ReminderEntry, KeyNews> known = new HashMap<>();
    private final ReminderLineActions menu;
    private final boolean stands;

    /**
     * Creates the renderer.
     *
     * @param news what happened to a credential since
     * @param stands whether it is already in Slack, so that this is an edit
     */
    DigestMessage(
            DigestPage part,
            List<Placed> lines,
            Function<ReminderEntry, KeyNews> news,
            ReminderLineActions menu,
            boolean stands) {
        this.part = part;
        this.lines = List.copyOf(lines);
        this.news = news;
        this.menu = menu;
        this.stands = stands;
    }

    OutgoingMessage message() {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header(title()));
        part.reason().ifPresent(why -> blocks.add(section(why)));
        if (!mentions().isEmpty()) {
            blocks.add(section("For " + mentions() + "."));
        }
        ending().forEach(line -> blocks.add(block(line)));
        if (!endless().isEmpty()) {
            blocks.add(header(NEVER));
            endless().forEach(line -> blocks.add(block(line)));
        }
        blocks.add(context("As Entra showed it on %s.".formatted(Mrkdwn.date(part.asOf()))));
        return new OutgoingMessage(text(), blocks);
    }

    private List<Placed> ending() {
        return lines.stream().filter(placed -> !placed.line().entry().neverExpires()).toList();
    }

    /** Credentials that never expire have a list of their own, because they never become urgent. */
    private List<Placed> endless() {
        return lines.stream().filter(placed -> placed.line().entry().neverExpires()).toList();
    }

    private String title() {
        var which =
                part.pageCount() > 1
                        ? " (%s of %s)".formatted(part.number(), part.pageCount())
                        : "";
        return whatItIsAbout() + which;
    }

    private String whatItIsAbout() {
        if (told().anyMatch(ReminderEntry::isOfDesk)) {
            return "The desk's own credential";
        }
        long left = told().count();
        if (left == 0) {
            return "Nothing more to do here";
        }
        long urgent = told().filter(ReminderEntry::isUrgent).count();
        if (urgent == 0) {
            return left == 1
                    ? "A credential needs attention"
                    : "%s credentials need attention".formatted(left);
        }
        return urgent == 1
                ? "A credential is urgent"
                : "%s credentials are urgent".formatted(urgent);
    }

    /** Returns the lines with something left to do. */
    private Stream<ReminderEntry> told() {
        return lines.stream()
                .map(Placed::line)
                .filter(ReminderLine::isOpen)
                .map(ReminderLine::entry);
    }

    /**
     * Mentions are once at the top, however many credentials are urgent, so that nobody is notified
     * twenty times.
     */
    private String mentions() {
        var who =
                told().filter(ReminderEntry::isUrgent)
                        .map(ReminderEntry::responsible)
                        .flatMap(Responsible::mentions)
                        .distinct()
                        .toList();
        // The operators, whoever they are.
        boolean all = told().anyMatch(entry -> entry.isOfDesk() && entry.isUrgent());
        return all
                ? Stream.of("<!channel>", Responsible.called(who))
                        .filter(calls -> !calls.isEmpty())
                        .collect(Collectors.joining(", "))
                : Responsible.called(who);
    }

    private LayoutBlock block(Placed placed) {
        var news = news(placed);
        var text =
                ReminderLineText.shown(
                        placed.line(), news, menu.elsewhere(told(placed)), naming(placed));
        var choices = menu.of(placed, news);
        return choices.isEmpty()
                ? section(text)
                : section("line-" + placed.number(), text, new Menu(ReminderMenu.ACTION, choices));
    }

    private static ReminderEntry told(Placed placed) {
        return placed.line().entry();
    }

    /** An edit notifies nobody, and nobody else reads an owner's own messages. */
    private Naming naming(Placed placed) {
        boolean rings = !stands && !part.recipient().isPerson();
        boolean calm = isMoved(placed) || !told(placed).isUrgent();
        return rings && calm ? Naming.NOBODY : Naming.PEOPLE;
    }

    /** It was sent elsewhere before the message could be posted. */
    private static boolean isMoved(Placed placed) {
        return placed.line() instanceof ReminderLine.Moved;
    }

    /** A finished line says what happened, and nothing else. */
    private KeyNews news(Placed placed) {
        return placed.line().isOpen()
                // The text is shown and spoken, and each time the database would be asked.
                ? known.computeIfAbsent(told(placed), news)
                : KeyNews.NONE;
    }

    /** Why nobody is responsible for an app is left out if Slack would not accept the length. */
    private String text() {
        var whole = text(ReminderLineText.Detail.WHOLE);
        return whole.length() < LONGEST_EDIT ? whole : text(ReminderLineText.Detail.SHORT);
    }

    private String text(ReminderLineText.Detail detail) {
        var never = endless().isEmpty() ? Stream.<String>empty() : Stream.of(NEVER + ":");
        var all =
                Stream.of(spoken(ending(), detail), never, spoken(endless(), detail))
                        .flatMap(these -> these)
                        .collect(Collectors.joining("\n"));
        var why = part.reason().map(sentence -> sentence + "\n").orElse("");
        var mentions = mentions().isEmpty() ? "" : " For %s.".formatted(mentions());
        return "%s.%s\n%s%s".formatted(title(), mentions, why, all);
    }

    private Stream<String> spoken(List<Placed> these, ReminderLineText.Detail detail) {
        return these.stream()
                .map(placed ->
                        ReminderLineText.spoken(
                                placed.line(),
                                news(placed),
                                menu.elsewhere(told(placed)),
                                detail,
                                naming(placed)));
    }
}
