package dev.keydesk.reminder;

import static dev.keydesk.interactions.FormOutcome.taken;

import dev.keydesk.interactions.ButtonPress;
import dev.keydesk.interactions.FormOutcome;
import dev.keydesk.interactions.OnPress;
import dev.keydesk.interactions.OnPress.Chosen;
import dev.keydesk.interactions.SentForm;
import dev.keydesk.interactions.SlackHandlers;
import dev.keydesk.reminder.ReminderMenu.Taken;

import java.util.Optional;
import java.util.function.Function;

/** The menu beside each line of a reminder, and the forms behind its entries. */
final class ReminderMenuHandler {
    private final RenewalFormOpener renewals;
    private final NotOursForm notOurs;
    private final RemoveForm remove;

    ReminderMenuHandler(RenewalFormOpener renewals, NotOursForm notOurs, RemoveForm remove) {
        this.renewals = renewals;
        this.notOurs = notOurs;
        this.remove = remove;
    }

    void register(SlackHandlers handlers) {
        handlers.menu(ReminderMenu.ACTION, this::chosen);
        handlers.form(NotOursForm.CALLBACK, ReminderMenuHandler::notOurs);
        handlers.form(RemoveForm.CALLBACK, this::remove);
    }

    private Chosen chosen(ButtonPress press) {
        return ReminderMenu.taken(press.subject())
                .map(taken -> chosen(press, taken))
                // The inbox answers that another version posted it.
                .orElseGet(() -> settled(press));
    }

    private Chosen chosen(ButtonPress press, Taken taken) {
        var line = taken.line();
        return switch (taken.what()) {
            case SNOOZE ->
                    new Chosen(
                            new OnPress.SettledInPlace(),
                            press.interaction().withSubject(taken.what().action(), line));
            case RENEW -> opens(press, it -> renewals.open(it.user(), line, it.triggerId()));
            case REMOVE -> opens(press, it -> remove.open(it.user(), line, it.triggerId()));
            case NOT_OURS -> opens(press, it -> notOurs.open(line, it.triggerId()));
        };
    }

    private static Chosen settled(ButtonPress press) {
        return new Chosen(new OnPress.SettledInPlace(), press.interaction());
    }

    private static Chosen opens(ButtonPress press, Function<ButtonPress, Optional<String>> form) {
        return new Chosen(new OnPress.Opens(form), press.interaction());
    }

    private static FormOutcome notOurs(SentForm form) {
        var channel = form.fields().conversation(NotOursForm.CHANNEL);
        return taken(ReminderMenu.NOT_OURS.action(), form.metadata(), channel);
    }

    private FormOutcome remove(SentForm form) {
        var words = form.fields().text(RemoveForm.WORDS);
        var mistakes = remove.mistakes(words);
        return mistakes.isEmpty()
                ? taken(ReminderMenu.REMOVE.action(), form.metadata(), words.strip())
                : new FormOutcome.Mistakes(mistakes);
    }
}
