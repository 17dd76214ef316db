package dev.keydesk.reminder;

import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Menu;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.reminder.LineText.Naming;
import dev.keydesk.reminder.Lines.Placed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message of reminders: a plain function from what is stored to blocks and text. */
final class DigestMessage {
    /** With so many, the text of an edit stays under the 4,000 characters Slack takes. */
    static final int MOST_LINES = 15;

    private static final int LONGEST_EDIT = 4_000;

    private static final String NEVER = "Keys that never expire";

    private final Part part;
    private final List<Placed> lines;
    private final Function<Told, KeyNews> news;
    private final Map<Told, KeyNews> known = new HashMap<>();
    private final LineMenu menu;
    private final boolean stands;

    /**
     * Draws these.
     *
     * @param news what became of a key since
     * @param stands whether it is in Slack already, so that this is an edit of it
     */
    DigestMessage(
            Part part,
            List<Placed> lines,
            Function<Told, KeyNews> news,
            LineMenu menu,
            boolean stands) {
        this.part = part;
        this.lines = List.copyOf(lines);
        this.news = news;
        this.menu = menu;
        this.stands = stands;
    }

    Message message() {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header(title()));
        part.why().ifPresent(why -> blocks.add(section(why)));
        if (!mentions().isEmpty()) {
            blocks.add(section("For " + mentions() + "."));
        }
        ending().forEach(line -> blocks.add(block(line)));
        if (!endless().isEmpty()) {
            blocks.add(header(NEVER));
            endless().forEach(line -> blocks.add(block(line)));
        }
        blocks.add(context("As Entra showed it on %s.".formatted(Mrkdwn.date(part.asOf()))));
        return new Message(text(), blocks);
    }

    private List<Placed> ending() {
        return lines.stream().filter(placed -> !placed.line().told().neverExpires()).toList();
    }

    /** A list of their own: there is no day on which they press. */
    private List<Placed> endless() {
        return lines.stream().filter(placed -> placed.line().told().neverExpires()).toList();
    }

    private String title() {
        var which = part.of() > 1 ? " (%s of %s)".formatted(part.number(), part.of()) : "";
        return whatItIsAbout() + which;
    }

    private String whatItIsAbout() {
        if (told().anyMatch(Told::own)) {
            return "The desk's own key";
        }
        long left = told().count();
        if (left == 0) {
            return "Nothing to do here any more";
        }
        long pressing = told().filter(Told::presses).count();
        if (pressing == 0) {
            return left == 1 ? "A key to look after" : "%s keys to look after".formatted(left);
        }
        return pressing == 1 ? "A key is urgent" : "%s keys are urgent".formatted(pressing);
    }

    /** Of which there is something left to do. */
    private Stream<Told> told() {
        return lines.stream().map(Placed::line).filter(Line::isOpen).map(Line::told);
    }

    /** Once at the top, however many keys press, so that nobody's phone rings twenty times. */
    private String mentions() {
        var who =
                told().filter(Told::presses)
                        .map(Told::lookedAfter)
                        .flatMap(LookedAfter::mentions)
                        .distinct()
                        .toList();
        // Those who run the desk, whoever they are.
        boolean all = told().anyMatch(told -> told.own() && told.presses());
        return all
                ? Stream.of("<!channel>", LookedAfter.called(who))
                        .filter(calls -> !calls.isEmpty())
                        .collect(Collectors.joining(", "))
                : LookedAfter.called(who);
    }

    private LayoutBlock block(Placed placed) {
        var news = news(placed);
        var text =
                LineText.shown(placed.line(), news, menu.elsewhere(told(placed)), naming(placed));
        var choices = menu.of(placed, news);
        return choices.isEmpty()
                ? section(text)
                : section("line-" + placed.number(), text, new Menu(ReminderMenu.ACTION, choices));
    }

    private static Told told(Placed placed) {
        return placed.line().told();
    }

    /** An edit calls nobody, and of an owner's own messages nobody else hears. */
    private Naming naming(Placed placed) {
        boolean rings = !stands && !part.to().isPerson();
        boolean calm = isMoved(placed) || !told(placed).presses();
        return rings && calm ? Naming.NOBODY : Naming.PEOPLE;
    }

    /** Before the message could be posted at all. */
    private static boolean isMoved(Placed placed) {
        return placed.line() instanceof Line.Moved;
    }

    /** A line that is done says what became of it, and nothing else. */
    private KeyNews news(Placed placed) {
        return placed.line().isOpen()
                // They are shown and spoken, and each time the database would be asked.
                ? known.computeIfAbsent(told(placed), news)
                : KeyNews.NONE;
    }

    /** Why nobody looks after an app is left out where Slack would not take it. */
    private String text() {
        var whole = text(LineText.Detail.WHOLE);
        return whole.length() < LONGEST_EDIT ? whole : text(LineText.Detail.SHORT);
    }

    private String text(LineText.Detail detail) {
        var never = endless().isEmpty() ? Stream.<String>empty() : Stream.of(NEVER + ":");
        var all =
                Stream.of(spoken(ending(), detail), never, spoken(endless(), detail))
                        .flatMap(these -> these)
                        .collect(Collectors.joining("\n"));
        var why = part.why().map(sentence -> sentence + "\n").orElse("");
        var mentions = mentions().isEmpty() ? "" : " For %s.".formatted(mentions());
        return "%s.%s\n%s%s".formatted(title(), mentions, why, all);
    }

    private Stream<String> spoken(List<Placed> these, LineText.Detail detail) {
        return these.stream()
                .map(placed ->
                        LineText.spoken(
                                placed.line(),
                                news(placed),
                                menu.elsewhere(told(placed)),
                                detail,
                                naming(placed)));
    }
}
