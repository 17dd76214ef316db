package dev.keydesk.removal;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.decision.StateButton;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.request.Policy;
import dev.keydesk.workflow.Versioned;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The approvers, in the approvals channel, for a removal that somebody asked for. If nobody has to
 * decide, the card is only a notice.
 */
final class ApproverAudience implements RemovalCard.Audience {
    public static final String PLACE = RemovalMessageKinds.CARD;

    /** The slot is stored, so it never changes. */
    private static final String LEAK = "leak";

    private static final int WORDS_SHOWN = 500;

    private final Policy policy;
    private final ChannelId channel;
    private final NotificationFailure notificationFailure;
    private final List<StateButton<Removal>> buttons;

    ApproverAudience(
            Policy policy,
            ChannelId channel,
            NotificationFailure notificationFailure,
            List<StateButton<Removal>> buttons) {
        this.policy = policy;
        this.channel = channel;
        this.notificationFailure = notificationFailure;
        this.buttons = buttons;
    }

    @Override
    public String place() {
        return PLACE;
    }

    /** A removal that was withdrawn before the approvers saw it gets no card. */
    @Override
    public boolean isTold(Removal removal) {
        return removal.details().isAskedFor() && !(removal instanceof Removal.Withdrawn);
    }

    @Override
    public Destination destination(Removal removal) {
        return new Destination.InChannel(channel);
    }

    /** A leak is a message of its own, and so is a removal that is asked for again. */
    @Override
    public String slot(Removal removal) {
        var details = removal.details();
        return details.roundSlot() + (details.cause().isLeak() ? LEAK : "");
    }

    @Override
    public List<Button> buttons(Removal removal) {
        return StateButton.standing(buttons, removal);
    }

    @Override
    public void refused(Versioned<Removal> stored, boolean posted, String sentence) {
        notificationFailure.tell(
                stored,
                PLACE,
                "%s is stored, but the approvers could not be told yet. %s The desk keeps trying."
                        .formatted(stored.state().id(), sentence));
    }

    @Override
    public RemovalCard.Content content(Removal removal) {
        var details = removal.details();
        var title = title(removal);
        var headline = headline(removal);
        var lines = new ArrayList<String>();
        if (!details.cause().words().isBlank()) {
            lines.add("*Reason*\n" + Mrkdwn.quote(details.cause().words(), WORDS_SHOWN));
        }
        lines.add(headline);
        return new RemovalCard.Content(
                details.cause().isLeak()
                        ? "A client secret has leaked, " + removal.id()
                        : "Removal of a client secret, " + removal.id(),
                title,
                facts(details),
                lines,
                "%s · %s".formatted(removal.id(), Mrkdwn.date(details.requestedAt())),
                "%s (%s) It %s. %s %s"
                        .formatted(
                                title,
                                removal.id(),
                                RemovalText.expires(details.credential()),
                                details.cause().sentence(),
                                headline));
    }

    private String title(Removal removal) {
        var details = removal.details();
        return details.cause().isLeak()
                ? "%s: %s".formatted(calls(details), RemovalText.leaked(removal))
                : "%s asks for the removal of %s."
                        .formatted(
                                details.requestedBy().mention(),
                                RemovalText.subject(details.credential()));
    }

    /**
     * Returns the mentions for a leak: the approvers, and the app's team if it reads here and gets
     * no notice of its own. They are in every state, because the first post counts and may come
     * late; an edit notifies nobody.
     */
    private String calls(RemovalDetails details) {
        return Stream.concat(
                        Stream.of(policy.whoDecides()),
                        details.listener().filter(Recipient.channel(channel)::equals).stream()
                                .flatMap(_ -> details.mentions().stream()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Returns a reply in the thread; a leak whose secret is still there mentions people. */
    OutgoingMessage outcome(Removal removal) {
        var headline = RemovalText.headline(removal);
        return removal instanceof Removal.NeedsPerson && removal.details().cause().isLeak()
                ? OutgoingMessage.of("%s: %s".formatted(policy.whoDecides(), headline))
                : OutgoingMessage.of(headline);
    }

    private String headline(Removal removal) {
        var stands = RemovalText.headline(removal);
        return switch (removal) {
            case Removal.Asked _ ->
                    "%s %s can decide. %s"
                            .formatted(stands, policy.whoDecides(), RemovalText.BREAKS);
            case Removal.Scheduled _, Removal.BeingRemoved _ -> stands + " " + RemovalText.BREAKS;
            case Removal.Proposed _,
                    Removal.NeedsPerson _,
                    Removal.Declined _,
                    Removal.Withdrawn _,
                    Removal.Gone _ ->
                    stands;
        };
    }

    private static List<String> facts(RemovalDetails details) {
        var key = details.credential();
        return List.of(
                "*App registration*\n" + RemovalText.app(key),
                "*Client ID*\n" + Mrkdwn.code(key.app().clientId()),
                "*Name of the secret*\n" + RemovalText.name(key),
                "*Begins with*\n" + key.hint().map(Mrkdwn::code).orElse("unknown"),
                "*Expires*\n" + RemovalText.end(key),
                "*Key ID*\n" + Mrkdwn.code(key.keyId()));
    }
}
