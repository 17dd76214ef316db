package dev.keydesk.reminder;

import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Menu;
import dev.keydesk.chat.Menu.Choice;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.reminder.Digests.Placed;
import dev.keydesk.request.AppRef;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message of reminders: a plain function from what is stored to blocks and text. */
final class DigestMessage {
    /** With so many, the text of an edit stays under the 4,000 characters Slack takes. */
    static final int MOST_LINES = 15;

    private static final int LONGEST_EDIT = 4_000;

    private static final int MOST_MENTIONS = 10;

    private final Part part;
    private final List<Placed> lines;
    private final Function<Told, KeyNews> news;
    private final Predicate<AppRef> isOfDesk;

    /**
     * Draws these.
     *
     * @param news what became of a key since
     * @param isOfDesk whether an app is the desk's own
     */
    DigestMessage(
            Part part,
            List<Placed> lines,
            Function<Told, KeyNews> news,
            Predicate<AppRef> isOfDesk) {
        this.part = part;
        this.lines = List.copyOf(lines);
        this.news = news;
        this.isOfDesk = isOfDesk;
    }

    Message message() {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header(title()));
        part.why().ifPresent(why -> blocks.add(section(why)));
        if (!mentions().isEmpty()) {
            blocks.add(section("For " + mentions() + "."));
        }
        lines.forEach(line -> blocks.add(block(line)));
        blocks.add(context("As Entra showed it on %s.".formatted(Mrkdwn.date(part.asOf()))));
        return new Message(text(), blocks);
    }

    private String title() {
        var which = part.of() > 1 ? " (%d of %d)".formatted(part.number(), part.of()) : "";
        return whatItIsAbout() + which;
    }

    private String whatItIsAbout() {
        if (told().anyMatch(Told::own)) {
            return "The desk's own key";
        }
        long pressing = told().filter(Told::presses).count();
        if (pressing == 0) {
            return lines.size() == 1
                    ? "A key to look after"
                    : "%d keys to look after".formatted(lines.size());
        }
        return pressing == 1 ? "A key is urgent" : "%d keys are urgent".formatted(pressing);
    }

    private Stream<Told> told() {
        return lines.stream().map(placed -> placed.line().told());
    }

    /** Once at the top, however many keys press, so that nobody's phone rings twenty times. */
    private String mentions() {
        var who =
                told().filter(Told::presses)
                        .map(Told::lookedAfter)
                        .flatMap(LookedAfter::mentions)
                        .distinct()
                        .toList();
        var everybody =
                told().anyMatch(told -> told.own() && told.presses())
                        ? Stream.of("<!channel>")
                        : Stream.<String>empty();
        var called =
                Stream.concat(everybody, who.stream().limit(MOST_MENTIONS))
                        .collect(Collectors.joining(", "));
        int more = who.size() - MOST_MENTIONS;
        return more > 0 ? "%s and %d more".formatted(called, more) : called;
    }

    private LayoutBlock block(Placed placed) {
        var news = news(placed);
        var text = LineText.shown(placed.line(), news);
        var choices = choices(placed, news);
        return choices.isEmpty()
                ? section(text)
                : section("line-" + placed.number(), text, new Menu(ReminderMenu.ACTION, choices));
    }

    /** A line that is done says what became of it, and nothing else. */
    private KeyNews news(Placed placed) {
        return switch (placed.line()) {
            case Line.Open _, Line.Snoozed _ -> news.apply(placed.line().told());
            case Line.Moved _, Line.Closed _ -> KeyNews.NONE;
        };
    }

    private List<Choice> choices(Placed placed, KeyNews news) {
        var choices = new ArrayList<Choice>();
        var told = placed.line().told();
        boolean open = placed.line() instanceof Line.Open;
        if (!open && !(placed.line() instanceof Line.Snoozed)) {
            return choices;
        }
        // The desk makes and removes no certificates, and no keys of its own app.
        boolean isOfDesk = this.isOfDesk.test(told.app());
        boolean isOurs = told.kind() == Kind.SECRET && !isOfDesk;
        boolean isRenewed = news.successor().isPresent();
        boolean isKept = news.keptBy().isPresent();
        boolean isReplaced = told.wasReplaced() || isRenewed;
        if (isOurs && isReplaced && !isKept && news.removal().isEmpty()) {
            choices.add(ReminderMenu.REMOVE.on(placed));
        }
        // Nobody is asked to renew a key twice.
        if (isOurs && !isRenewed) {
            choices.add(ReminderMenu.RENEW.on(placed));
        }
        if (open && told.next().isPresent() && !isKept) {
            choices.add(ReminderMenu.SNOOZE.on(placed));
        }
        if (!isOfDesk) {
            choices.add(ReminderMenu.NOT_OURS.on(placed));
        }
        if (isOurs && !isReplaced && news.removal().isEmpty()) {
            choices.add(ReminderMenu.REMOVE.on(placed));
        }
        return choices;
    }

    /** Why nobody looks after an app is left out where Slack would not take it. */
    private String text() {
        var whole = text(LineText.Detail.WHOLE);
        return whole.length() < LONGEST_EDIT ? whole : text(LineText.Detail.SHORT);
    }

    private String text(LineText.Detail detail) {
        var all =
                lines.stream()
                        .map(placed -> LineText.spoken(placed.line(), news(placed), detail))
                        .collect(Collectors.joining("\n"));
        var why = part.why().map(sentence -> sentence + "\n").orElse("");
        var mentions = mentions().isEmpty() ? "" : " For %s.".formatted(mentions());
        return "%s.%s\n%s%s".formatted(title(), mentions, why, all);
    }
}
