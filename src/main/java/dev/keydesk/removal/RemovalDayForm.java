package dev.keydesk.removal;

import static dev.keydesk.chat.Blocks.form;
import static dev.keydesk.chat.Blocks.input;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.element.DatePickerElement;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.interactions.FormOutcome;
import dev.keydesk.interactions.SentForm;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for the day on which an old secret is removed. */
public final class RemovalDayForm {
    public static final String CALLBACK = "old_secret_day";
    public static final String DAY = "day";

    private static final Logger log = LoggerFactory.getLogger(RemovalDayForm.class);

    private final Removals removals;
    private final Chat chat;
    private final InstantSource clock;

    RemovalDayForm(Removals removals, Chat chat, InstantSource clock) {
        this.removals = removals;
        this.chat = chat;
        this.clock = clock;
    }

    /**
     * Opens the form while the trigger id is valid. The permission is checked when it is submitted.
     *
     * @param pressed the value of the button
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(String pressed, String triggerId) {
        return removals.named(pressed)
                .map(stored -> open(stored.state(), pressed, triggerId))
                .orElse(Optional.of(RemovalAnswers.UNKNOWN));
    }

    private Optional<String> open(Removal removal, String pressed, String triggerId) {
        var days = days(removal);
        if (days.isEmpty() || !removal.holdsKey()) {
            return Optional.of(RenewalText.headline(removal) + " Nothing was changed.");
        }
        try {
            chat.open(triggerId, view(removal, days.get(), pressed));
            return Optional.empty();
        } catch (ChatFailure failure) {
            log.warn("removal={} the form was not opened: {}", removal.id(), failure.getMessage());
            return Optional.of(
                    "Slack did not open the form, so nothing was changed. Please press again.");
        }
    }

    private View view(Removal removal, RemovalDays days, String pressed) {
        var key = removal.details().credential();
        var first = days.first(clock.instant());
        var usual = first.plusDays(6);
        return form(
                CALLBACK,
                "Remove the old secret",
                "Remove it that day",
                pressed,
                List.of(
                        section(
                                "%s: %s. %s"
                                        .formatted(
                                                RemovalText.app(key),
                                                RenewalText.whichAndEnd(key),
                                                RemovalText.BREAKS)),
                        input(
                                DAY,
                                "Day",
                                "In the time zone of your team, %s; after today, and not after %s."
                                        .formatted(days.zone(), days.last()),
                                DatePickerElement.builder()
                                        .actionId(DAY)
                                        .initialDate(
                                                (usual.isAfter(days.last()) ? first : usual)
                                                        .toString())
                                        .build())));
    }

    private Optional<RemovalDays> days(Removal removal) {
        return removal.details().isRenewed()
                ? RemovalDays.of(removal, removals.zone())
                : Optional.empty();
    }

    /** Handles the submitted form. */
    FormOutcome sent(SentForm form) {
        var day = form.fields().date(DAY);
        var pressed = form.metadata();
        var mistakes = mistakes(pressed, day);
        return mistakes.isEmpty()
                ? FormOutcome.taken(RenewalDecisions.REMOVE_ON, pressed, day)
                : new FormOutcome.Mistakes(mistakes);
    }

    /**
     * Returns what is wrong with the day, by field; empty if it is fine, or the card is outdated.
     */
    private Map<String, String> mistakes(String pressed, String day) {
        return removals.named(pressed)
                .flatMap(stored -> days(stored.state()))
                .flatMap(days -> mistake(days, day))
                .map(mistake -> Map.of(DAY, mistake))
                .orElse(Map.of());
    }

    private Optional<String> mistake(RemovalDays days, String day) {
        try {
            return days.mistake(LocalDate.parse(day), clock.instant());
        } catch (DateTimeException noDay) {
            return Optional.of("Choose a date.");
        }
    }
}
