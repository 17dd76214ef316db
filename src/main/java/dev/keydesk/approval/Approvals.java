package dev.keydesk.approval;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.Rules;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.request.Headline;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;

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
    private final Deciders deciders;
    private final Rules.Limits limits;
    private final InstantSource clock;

    public Approvals(
            Requests requests, Deciders deciders, Rules.Limits limits, InstantSource clock) {
        this.requests = requests;
        this.deciders = deciders;
        this.limits = limits;
        this.clock = clock;
    }

    public Answer approve(Click click) {
        return deciders.decide(
                click,
                (stored, because) ->
                        stored.request() instanceof SecretRequest.Waiting waiting
                                ? approve(click, stored, waiting, because)
                                : settled(stored));
    }

    private Answer approve(
            Click click, Stored stored, SecretRequest.Waiting waiting, String because) {
        var now = clock.instant();
        if (!waiting.decideBy().isAfter(now)) {
            return Answer.say(
                    "The time to decide about %s is over, so nothing was approved. The requester can ask again."
                            .formatted(stored.ticket()));
        }
        var approved = waiting.approve(click.by(), now, because, now.plus(limits.timeToPickUp()));
        requests.move(stored, approved, Actor.of(click.by()), because);
        return Answer.seen();
    }

    public Answer deny(Click click) {
        return deciders.decide(
                click,
                (stored, because) ->
                        stored.request() instanceof SecretRequest.Waiting waiting
                                ? deny(click, stored, waiting, because)
                                : settled(stored));
    }

    private Answer deny(Click click, Stored stored, SecretRequest.Waiting waiting, String because) {
        var why = click.text().strip();
        requests.move(
                stored,
                waiting.deny(Optional.of(click.by()), clock.instant(), why),
                Actor.of(click.by()),
                because + " Reason given: " + why);
        return Answer.seen();
    }

    /** Deny was pressed and no form for the reason came up: say why, or ask for another try. */
    public Answer formDidNotOpen(Click click) {
        return deciders.decide(
                click,
                (stored, _) ->
                        stored.request() instanceof SecretRequest.Waiting
                                ? Answer.say(
                                        "Slack did not open the form for your reason, so nothing"
                                                + " was changed. Please press Deny once more.")
                                : settled(stored));
    }

    public Answer cancel(Click click) {
        return deciders.decide(
                click,
                (stored, because) -> {
                    if (stored.request() instanceof SecretRequest.Approved approved) {
                        requests.move(
                                stored,
                                approved.cancel(click.by(), clock.instant()),
                                Actor.of(click.by()),
                                because);
                        return Answer.seen();
                    }
                    return settled(stored);
                });
    }

    /** Somebody was faster, or the button is old: say how it stands, with names. */
    private static Answer settled(Stored stored) {
        return Answer.say(
                "Nothing was changed: %s is settled already. %s"
                        .formatted(stored.ticket(), Headline.of(stored.request())));
    }
}
