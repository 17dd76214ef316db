package dev.keydesk.renewal;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.reminder.AppTeams;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.removal.Removals;
import dev.keydesk.request.Ticket;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The card that asks a team what becomes of its old key. One that cannot be posted where the team
 * reads goes to the channel for all other apps, and then to those who run the desk, and says why.
 */
public final class RenewalCard implements MessageRenderer<StoredRenewal> {
    static final String PLACE = "old-key";

    /** What the message is registered under. */
    static final String MESSAGES = "renewal";

    private static final Logger log = LoggerFactory.getLogger(RenewalCard.class);

    private final Renewals renewals;
    private final Removals removals;
    private final AppTeams appTeams;
    private final LiveMessages liveMessages;

    public RenewalCard(
            Renewals renewals, Removals removals, AppTeams appTeams, LiveMessages liveMessages) {
        this.renewals = renewals;
        this.removals = removals;
        this.appTeams = appTeams;
        this.liveMessages = liveMessages;
    }

    /** Has the card shown for every renewal. */
    public void register() {
        liveMessages.subject(MESSAGES, renewals::find).show(PLACE, this);
    }

    @Override
    public Optional<RenderedMessage> of(StoredRenewal stored) {
        return stands(stored)
                ? Optional.of(
                        RenderedMessage.one(
                                stored.version(),
                                stored.renewal().deliveryTarget().to().destination(),
                                message(stored.renewal())))
                : Optional.empty();
    }

    /** There is nothing to ask about a key that was taken back before anybody was asked. */
    private boolean stands(StoredRenewal stored) {
        return switch (stored.renewal()) {
            case Renewal.Open _, Renewal.Kept _ -> true;
            case Renewal.TakenBack _, Renewal.Gone _ -> isPosted(stored.ticket());
        };
    }

    private boolean isPosted(Ticket ticket) {
        return liveMessages.ref(ticket.text(), PLACE).isPresent();
    }

    @Override
    public void refused(StoredRenewal stored, String sentence) {
        if (!isPosted(stored.ticket())) {
            elsewhere(stored, sentence);
        }
    }

    private void elsewhere(StoredRenewal stored, String sentence) {
        var deliveryTarget = stored.renewal().deliveryTarget();
        var tried = new ArrayList<>(deliveryTarget.tried());
        tried.add(deliveryTarget.to());
        appTeams.besides(tried)
                .ifPresent(next -> {
                    log.warn("ticket={} goes elsewhere: {}", stored.ticket(), sentence);
                    renewals.moveQuietly(
                            stored, stored.renewal().at(deliveryTarget.instead(next, sentence)));
                });
    }

    private OutgoingMessage message(Renewal renewal) {
        var renewed = renewal.renewed();
        var removal =
                removals.openFor(renewed.app().objectId(), renewed.old().keyId())
                        .map(Versioned::state);
        var lines = new ArrayList<String>();
        renewal.deliveryTarget().why().ifPresent(lines::add);
        lines.add(RenewalText.news(renewed));
        lines.add(RenewalText.headline(renewal, removal));
        RenewalText.warning(renewal).ifPresent(lines::add);
        var buttons = buttons(renewal, removal);
        if (!buttons.isEmpty()) {
            lines.add(RenewalGuard.inWords(renewed));
        }
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header("New key handed over"));
        lines.forEach(line -> blocks.add(section(line)));
        if (!buttons.isEmpty()) {
            blocks.add(actions("old-key", buttons.toArray(Button[]::new)));
        }
        blocks.add(
                context(
                        "%s · secret ID of the old key %s"
                                .formatted(renewed.ticket(), Mrkdwn.code(renewed.old().keyId()))));
        return new OutgoingMessage("New key handed over. " + String.join(" ", lines), blocks);
    }

    private static List<Button> buttons(Renewal renewal, Optional<Removal> removal) {
        return switch (renewal) {
            case Renewal.Open _ ->
                    removal.map(open -> during(renewal, open))
                            .orElseGet(() ->
                                    List.of(
                                            now(renewal),
                                            on(renewal, "Remove on a date"),
                                            keep(renewal)));
            case Renewal.Kept _ ->
                    removal.isPresent()
                            ? List.of()
                            : List.of(now(renewal), on(renewal, "Remove on a date"));
            case Renewal.TakenBack _, Renewal.Gone _ -> List.of();
        };
    }

    private static List<Button> during(Renewal renewal, Removal removal) {
        return switch (removal) {
            case Removal.Asked _ -> List.of(now(renewal));
            case Removal.Scheduled _ ->
                    List.of(now(renewal), on(renewal, "Another date"), callOff(renewal));
            case Removal.BeingRemoved _,
                    Removal.NeedsPerson _,
                    Removal.Declined _,
                    Removal.Withdrawn _,
                    Removal.Gone _ ->
                    List.of();
        };
    }

    private static Button now(Renewal renewal) {
        var renewed = renewal.renewed();
        return button(PreviousSecretActions.REMOVE, "Remove now", renewal)
                .danger()
                .spoken("Remove the old key of " + Mrkdwn.cut(renewed.app().name(), 40))
                .confirm(
                        new Button.Confirm(
                                "Remove the old key now?",
                                "%s: %s%s %s"
                                        .formatted(
                                                Mrkdwn.cut(renewed.app().name(), 60),
                                                plain(renewed),
                                                renewed.confirmed()
                                                        ? ""
                                                        : " Nobody has said that the new one"
                                                                + " arrived.",
                                                RemovalText.BREAKS),
                                "Remove it",
                                "Go back"));
    }

    /** Slack's own questions take plain text of 300 characters. */
    private static String plain(Renewed renewed) {
        var old = renewed.old();
        return "%s%s, ends on %s."
                .formatted(
                        Mrkdwn.cut(old.name().filter(it -> !it.isBlank()).orElse(old.keyId()), 60),
                        old.hint()
                                .map(hint -> " (begins with %s)".formatted(Mrkdwn.cut(hint, 8)))
                                .orElse(""),
                        LocalDate.ofInstant(old.end(), ZoneOffset.UTC));
    }

    private static Button on(Renewal renewal, String label) {
        return button(PreviousSecretActions.REMOVE_ON, label, renewal)
                .spoken("Choose the day on which the old key is removed");
    }

    private static Button keep(Renewal renewal) {
        return button(PreviousSecretActions.KEEP, "Keep", renewal)
                .spoken("Keep the old key until it ends")
                .confirm(
                        new Button.Confirm(
                                "Keep the old key?",
                                "It stays until it ends by itself, and the desk reminds nobody of"
                                        + " it any more. Your name stands beside it.",
                                "Keep it",
                                "Go back"));
    }

    private static Button callOff(Renewal renewal) {
        return button(PreviousSecretActions.CALL_OFF, "Call it off", renewal)
                .spoken("Call off the removal of the old key");
    }

    private static Button button(String action, String label, Renewal renewal) {
        return Button.of(action, label, CardValue.of(renewal).text());
    }
}
