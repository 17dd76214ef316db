package dev.keydesk.renewal;

import static dev.keydesk.chat.Blocks.form;
import static dev.keydesk.chat.Blocks.input;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.element.DatePickerElement;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.removal.Removals;
import dev.keydesk.request.UnknownTicketMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for the day on which an old key is removed. */
public final class RemovalDayForm {
    public static final String CALLBACK = "old_key_day";
    public static final String DAY = "day";

    private static final Logger log = LoggerFactory.getLogger(RemovalDayForm.class);

    private final Renewals renewals;
    private final Removals removals;
    private final Chat chat;
    private final InstantSource clock;

    public RemovalDayForm(Renewals renewals, Removals removals, Chat chat, InstantSource clock) {
        this.renewals = renewals;
        this.removals = removals;
        this.chat = chat;
        this.clock = clock;
    }

    /**
     * Opens it, within the life of the trigger. Who may is asked when it is sent.
     *
     * @param pressed what the button carries
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(String pressed, String triggerId) {
        return found(pressed)
                .map(stored -> open(stored, pressed, triggerId))
                .orElse(Optional.of(UnknownTicketMessage.TICKET));
    }

    private Optional<StoredRenewal> found(String pressed) {
        return CardValue.parse(pressed).flatMap(value -> renewals.find(value.ticket()));
    }

    private Optional<String> open(StoredRenewal stored, String pressed, String triggerId) {
        switch (stored.renewal()) {
            case Renewal.TakenBack _, Renewal.Gone _ -> {
                return Optional.of(
                        RenewalText.headline(stored.renewal(), Optional.empty())
                                + " Nothing was changed.");
            }
            case Renewal.Open _, Renewal.Kept _ -> {}
        }
        try {
            chat.open(triggerId, view(stored.renewal(), pressed));
            return Optional.empty();
        } catch (ChatFailure failure) {
            log.warn(
                    "ticket={} the form was not opened: {}", stored.ticket(), failure.getMessage());
            return Optional.of(
                    "Slack did not open the form, so nothing was changed. Please press again.");
        }
    }

    private View view(Renewal renewal, String pressed) {
        var renewed = renewal.renewed();
        var removalDays = days(renewal);
        var first = removalDays.first(clock.instant());
        var usual = first.plusDays(6);
        return form(
                CALLBACK,
                "Remove the old key",
                "Remove it that day",
                pressed,
                List.of(
                        section(
                                "%s: %s. %s"
                                        .formatted(
                                                RenewalText.app(renewed),
                                                renewed.old().whichAndEnd(),
                                                RemovalText.BREAKS)),
                        input(
                                DAY,
                                "Day",
                                "In the time zone of your team, %s; after today, and not after %s."
                                        .formatted(
                                                renewal.deliveryTarget().zone(),
                                                removalDays.last()),
                                DatePickerElement.builder()
                                        .actionId(DAY)
                                        .initialDate(
                                                (usual.isAfter(removalDays.last()) ? first : usual)
                                                        .toString())
                                        .build())));
    }

    private RemovalDays days(Renewal renewal) {
        return new RemovalDays(renewal, removals.zone());
    }

    /** What is wrong with the day, by field; empty if it is fine, or the card is out of date. */
    public Map<String, String> mistakes(String pressed, String day) {
        return found(pressed)
                .flatMap(stored -> mistake(stored.renewal(), day))
                .map(mistake -> Map.of(DAY, mistake))
                .orElse(Map.of());
    }

    private Optional<String> mistake(Renewal renewal, String day) {
        try {
            return days(renewal).mistake(LocalDate.parse(day), clock.instant());
        } catch (DateTimeException noDay) {
            return Optional.of("Choose a day.");
        }
    }
}
