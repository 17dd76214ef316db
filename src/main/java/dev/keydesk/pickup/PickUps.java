package dev.keydesk.pickup;

import dev.keydesk.chat.TextStyle;
import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.decision.DecisionGuard.Admission;
import dev.keydesk.decision.DecisionRequest;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.DeliveryMethods;
import dev.keydesk.request.RequestAnswers;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.workflow.StaleVersionException;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Handles the requester's pick-up. Any other person, a second click, a late one, or a requester
 * without permission gets an explanation, and nothing is made.
 */
public final class PickUps {
    public static final String PICK_UP = "pick-up";

    private static final Logger log = LoggerFactory.getLogger(PickUps.class);
    private static final String BY_LINK = "pick-up by link";

    private final Requests requests;
    private final PreMintCheck preMintCheck;
    private final DeliveryMethods deliveryMethods;
    private final Minting minting;
    private final SecretDeliveries secretDeliveries;
    private final AuthorizationFailures failures;
    private final InstantSource clock;

    public PickUps(
            Requests requests,
            AccessRules access,
            PreMintCheck preMintCheck,
            Minting minting,
            SecretDeliveries secretDeliveries,
            InstantSource clock) {
        this.requests = requests;
        this.preMintCheck = preMintCheck;
        this.deliveryMethods = access.deliveryMethods();
        this.minting = minting;
        this.secretDeliveries = secretDeliveries;
        this.failures = access.failures();
        this.clock = clock;
    }

    /** Handles the button on the message that a request is approved. */
    public InteractionAnswer inSlack(Interaction interaction) {
        var admission =
                requests.guard()
                        .admit(
                                DecisionRequest.of(interaction),
                                AccessRules.requesterOnly(
                                        "Only %s can pick up this secret. Nothing was made."));
        return switch (admission) {
            case Admission.Rejected(var outcome) ->
                    RequestAnswers.of(outcome, StatusText::unchanged);
            case Admission.Granted(var row, _) -> inSlack(interaction, row);
        };
    }

    private InteractionAnswer inSlack(Interaction interaction, Versioned<SecretRequest> stored) {
        var handOver = secretDeliveries.inSlack(interaction, clock.instant());
        if (handOver.isEmpty() && interaction.stillAnswerable(clock.instant()).isPresent()) {
            log.warn("ticket={}: no response_url of our workspace", stored.state().ticket());
            return InteractionAnswer.say(
                    "Slack gave the desk no address at which it could show you the secret, so"
                        + " nothing was made. Your approval is still valid; press *Get a one-time"
                        + " link*, or tell the desk's operator.");
        }
        if (handOver.isEmpty()) {
            return InteractionAnswer.say(
                    "The desk handled your click too late to show you anything, so nothing was"
                            + " made. Your approval is still valid; press the button again.");
        }
        return pickUp(stored, handOver.get(), interaction.action());
    }

    /**
     * Handles the page of a one-time link; a person with link and code counts as the requester.
     *
     * @return the answer, in plain text, if the hand-over showed no secret
     */
    public Optional<String> byLink(Versioned<SecretRequest> stored, SecretDelivery delivery) {
        return switch (pickUp(stored, delivery, BY_LINK)) {
            case InteractionAnswer.Privately(var text) -> Optional.of(text);
            case InteractionAnswer.Seen() -> Optional.empty();
        };
    }

    private InteractionAnswer pickUp(
            Versioned<SecretRequest> stored, SecretDelivery delivery, String way) {
        if (!(stored.state() instanceof SecretRequest.Approved approved)) {
            return notNow(stored, delivery.style());
        }
        if (!deliveryMethods.allows(stored.state().details(), delivery.method())) {
            return InteractionAnswer.say(
                    "%s can no longer be picked up with this button, so nothing was made. Use the button in the newest message about it."
                            .formatted(stored.state().ticket()));
        }
        return knownRefusal(approved, delivery.style())
                .or(() -> preMintCheck.refusal(approved.details(), delivery.style()))
                .map(because ->
                        failures.refuse(
                                stored.state().details().requester(),
                                way,
                                stored.state().ticket().text(),
                                because))
                .orElseGet(() -> mint(stored, approved, delivery));
    }

    /**
     * Returns why nothing can be picked up now, without asking Slack or Entra; empty if nothing is
     * known against it.
     */
    public Optional<String> knownRefusal(SecretRequest.Approved approved, TextStyle style) {
        return minting.stopped(style).or(() -> tooLate(approved));
    }

    private InteractionAnswer mint(
            Versioned<SecretRequest> stored,
            SecretRequest.Approved approved,
            SecretDelivery delivery) {
        try {
            return minting.mint(stored, approved, delivery);
        } catch (StaleVersionException somebodyWasFaster) {
            return notNow(requests.find(stored.state().ticket()).orElseThrow(), delivery.style());
        } catch (MintSwitch.Stopped stoppedJustNow) {
            return InteractionAnswer.say(
                    minting.stopped(delivery.style())
                            .orElse("Nothing was made. Please press the button again."));
        }
    }

    private Optional<String> tooLate(SecretRequest.Approved approved) {
        return approved.grant().pickUpBy().isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(
                        "The time to pick up %s is over, so nothing was made. Type /new-client-secret to ask again."
                                .formatted(approved.ticket()));
    }

    private static InteractionAnswer notNow(Versioned<SecretRequest> stored, TextStyle style) {
        var hint =
                stored.state() instanceof SecretRequest.HandedOver
                        ? " If no secret appeared, press %s."
                                .formatted(style.button("I did not get it"))
                        : "";
        return InteractionAnswer.say(
                "Nothing new was made for %s. %s%s"
                        .formatted(
                                stored.state().ticket(),
                                StatusText.of(stored.state(), style),
                                hint));
    }
}
