package dev.keydesk.pickup;

import dev.keydesk.chat.Button;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.decision.StateButton;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.DeliveryMethods;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Marker;
import dev.keydesk.request.SecretRequest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The buttons of the pick-up, and of the requester's answers after it. Nobody else may use them.
 */
public final class PickUpButtons {
    /** The package {@code link} handles it. */
    public static final String GET_LINK = "get-link";

    private final DeliveryMethods deliveryMethods;
    private final StateButton<SecretRequest> shorten;
    private final PickUps pickUps;
    private final DeliveryConfirmation confirmation;
    private final StateButton<SecretRequest> withdraw;

    PickUpButtons(
            AccessRules access,
            PickUps pickUps,
            ShorterLifetime shorterLifetime,
            DeliveryConfirmation confirmation,
            StateButton<SecretRequest> withdraw) {
        this.deliveryMethods = access.deliveryMethods();
        this.shorten = shorterLifetime.button();
        this.pickUps = pickUps;
        this.confirmation = confirmation;
        this.withdraw = withdraw;
    }

    /** Returns all buttons that the requester sees, in order. */
    List<StateButton<SecretRequest>> all() {
        return Stream.of(picking(), List.of(getLink(), withdraw), received(), afterwards())
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the buttons whose clicks this feature handles. */
    List<StateButton<SecretRequest>> own() {
        return Stream.of(picking(), received(), afterwards()).flatMap(List::stream).toList();
    }

    private List<StateButton<SecretRequest>> picking() {
        return List.of(
                shorten,
                StateButton.of(
                        PickUps.PICK_UP,
                        StateButton.when(
                                request -> isOpen(request, DeliveryMethod.SLACK),
                                PickUpButtons::pickUp),
                        pickUps::inSlack));
    }

    private StateButton<SecretRequest> getLink() {
        return StateButton.takenElsewhere(
                GET_LINK,
                StateButton.when(request -> isOpen(request, DeliveryMethod.LINK), this::getLink));
    }

    /** Returns the two buttons with which the requester answers whether the secret arrived. */
    List<StateButton<SecretRequest>> received() {
        return List.of(
                StateButton.of(
                        DeliveryConfirmation.HAVE_IT,
                        StateButton.when(
                                request -> request.askedAbout().isPresent(), PickUpButtons::haveIt),
                        confirmation::haveIt),
                StateButton.of(
                        DeliveryConfirmation.NOT_RECEIVED,
                        StateButton.when(
                                request -> request.askedAbout().isPresent(),
                                PickUpButtons::notReceived),
                        confirmation::notReceived));
    }

    private List<StateButton<SecretRequest>> afterwards() {
        return List.of(
                StateButton.of(
                        "remove-key",
                        StateButton.when(
                                SecretRequest.Done.class::isInstance, PickUpButtons::remove),
                        confirmation::remove),
                StateButton.of(
                        "not-me",
                        StateButton.when(PickUpButtons::mayBeSeenByOthers, PickUpButtons::notMe),
                        confirmation::notMe));
    }

    private boolean isOpen(SecretRequest request, DeliveryMethod method) {
        return request instanceof SecretRequest.Approved approved
                && deliveryMethods.of(approved.details()).contains(method);
    }

    /** In Slack nobody else can have seen it; behind a link somebody may. */
    private static boolean mayBeSeenByOthers(SecretRequest request) {
        var shown =
                switch (request) {
                    case SecretRequest.Done done -> Optional.of(done.secret());
                    case SecretRequest.TakingBack taking
                            when taking.cause() == SecretRequest.TakingBack.Why.NOT_RECEIVED ->
                            Optional.of(taking.secret());
                    default -> request.askedAbout();
                };
        return shown.filter(PickUpButtons::wasShownByLink).isPresent();
    }

    private static boolean wasShownByLink(IssuedSecret secret) {
        return secret.wasShownThrough(DeliveryMethod.LINK);
    }

    private static Marker attempt(SecretRequest request) {
        return new Marker(request.ticket(), request.attemptNumber().orElseThrow());
    }

    private Button getLink(String action, SecretRequest request) {
        var link =
                Button.of(action, "Get a one-time link", request.ticket().text())
                        .spoken("Get a one-time link to pick up the secret of " + request.ticket());
        return isOpen(request, DeliveryMethod.SLACK) ? link : link.primary();
    }

    private static Button pickUp(String action, SecretRequest request) {
        return Button.of(action, "Pick up the secret", request.ticket().text())
                .primary()
                .spoken("Pick up the secret of " + request.ticket());
    }

    private static Button notMe(String action, SecretRequest request) {
        var attempt = attempt(request);
        return Button.of(action, "This was not me", attempt.toString())
                .danger()
                .spoken("Somebody else saw the secret of %s".formatted(attempt.ticket()))
                .confirm(
                        new Button.Confirm(
                                "Somebody else saw it?",
                                "The secret is removed from Entra at once, and the approvers are"
                                        + " told. To get another secret, send a new request.",
                                "Remove it",
                                "Go back"));
    }

    private static Button haveIt(String action, SecretRequest request) {
        var attempt = attempt(request);
        return Button.of(action, "I have it", attempt.toString())
                .primary()
                .spoken("I have the secret of " + attempt.ticket());
    }

    private static Button notReceived(String action, SecretRequest request) {
        var attempt = attempt(request);
        return Button.of(action, "I did not get it", attempt.toString())
                .spoken("I did not get the secret of " + attempt.ticket())
                .confirm(
                        new Button.Confirm(
                                "Remove the secret?",
                                "The secret is removed from Entra first. Then you can pick up a new"
                                        + " one.",
                                "Remove it",
                                "Go back"));
    }

    private static Button remove(String action, SecretRequest request) {
        var attempt = attempt(request);
        return Button.of(action, "Remove this secret", attempt.toString())
                .danger()
                .spoken("Remove the secret of " + attempt.ticket())
                .confirm(
                        new Button.Confirm(
                                "Remove the secret?",
                                "Everything that signs in with it stops working at once. This"
                                        + " cannot be undone.",
                                "Remove it",
                                "Keep it"));
    }
}
