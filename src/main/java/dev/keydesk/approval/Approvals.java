package dev.keydesk.approval;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.Rules;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.request.StoredRequest;

import java.time.InstantSource;
import java.util.Optional;

/** Approve, deny, cancel: one person decides, and it is somebody else than the requester. */
public final class Approvals {
    public static final String APPROVE = "approve";

    /** The button opens a form for the reason; the form's submission is the decision. */
    public static final String ASK_WHY_DENY = "ask-why-deny";

    public static final String DENY = "deny";
    public static final String CANCEL = "cancel";

    private final Requests requests;
    private final ApproverGuard approverGuard;
    private final Rules.Limits limits;
    private final InstantSource clock;

    public Approvals(
            Requests requests,
            ApproverGuard approverGuard,
            Rules.Limits limits,
            InstantSource clock) {
        this.requests = requests;
        this.approverGuard = approverGuard;
        this.limits = limits;
        this.clock = clock;
    }

    public InteractionAnswer approve(Interaction interaction) {
        return approverGuard.decide(
                interaction,
                (stored, because) ->
                        stored.request() instanceof SecretRequest.Waiting waiting
                                ? approve(interaction, stored, waiting, because)
                                : settled(stored));
    }

    private InteractionAnswer approve(
            Interaction interaction,
            StoredRequest stored,
            SecretRequest.Waiting waiting,
            String because) {
        var now = clock.instant();
        if (!waiting.decideBy().isAfter(now)) {
            return InteractionAnswer.say(
                    "The time to decide about %s is over, so nothing was approved. The requester can ask again."
                            .formatted(stored.ticket()));
        }
        var approved =
                waiting.approve(interaction.user(), now, because, now.plus(limits.timeToPickUp()));
        requests.move(stored, approved, Actor.of(interaction.user()), because);
        return InteractionAnswer.visibleAlready();
    }

    public InteractionAnswer deny(Interaction interaction) {
        return approverGuard.decide(
                interaction,
                (stored, because) ->
                        stored.request() instanceof SecretRequest.Waiting waiting
                                ? deny(interaction, stored, waiting, because)
                                : settled(stored));
    }

    private InteractionAnswer deny(
            Interaction interaction,
            StoredRequest stored,
            SecretRequest.Waiting waiting,
            String because) {
        var why = interaction.text().strip();
        requests.move(
                stored,
                waiting.deny(Optional.of(interaction.user()), clock.instant(), why),
                Actor.of(interaction.user()),
                because + " Reason given: " + why);
        return InteractionAnswer.visibleAlready();
    }

    /** Deny was pressed and no form for the reason came up: say why, or ask for another try. */
    public InteractionAnswer formDidNotOpen(Interaction interaction) {
        return approverGuard.decide(
                interaction,
                (stored, _) ->
                        stored.request() instanceof SecretRequest.Waiting
                                ? InteractionAnswer.say(
                                        "Slack did not open the form for your reason, so nothing"
                                                + " was changed. Please press Deny once more.")
                                : settled(stored));
    }

    public InteractionAnswer cancel(Interaction interaction) {
        return approverGuard.decide(
                interaction,
                (stored, because) -> {
                    if (stored.request() instanceof SecretRequest.Approved approved) {
                        requests.move(
                                stored,
                                approved.cancel(interaction.user(), clock.instant()),
                                Actor.of(interaction.user()),
                                because);
                        return InteractionAnswer.visibleAlready();
                    }
                    return settled(stored);
                });
    }

    /** Somebody was faster, or the button is old: say how it stands, with names. */
    private static InteractionAnswer settled(StoredRequest stored) {
        return InteractionAnswer.say(
                "Nothing was changed: %s is settled already. %s"
                        .formatted(stored.ticket(), StatusText.of(stored.request())));
    }
}
