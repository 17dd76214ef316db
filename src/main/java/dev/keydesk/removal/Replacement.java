package dev.keydesk.removal;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.expiry.Credential;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.DeliveryMethods;
import dev.keydesk.request.Policy;
import dev.keydesk.request.RequestDetails;
import dev.keydesk.request.RequestForm;
import dev.keydesk.request.Submissions;

import java.time.Duration;
import java.util.Optional;

/**
 * Requests a new secret in place of a leaked one: an ordinary request, filled in from the old
 * secret, which somebody has to approve.
 */
final class Replacement {
    private final Submissions submissions;
    private final Policy policy;
    private final DeliveryMethods deliveryMethods;

    Replacement(Submissions submissions, AccessRules access) {
        this.submissions = submissions;
        this.policy = access.policy();
        this.deliveryMethods = access.deliveryMethods();
    }

    /**
     * Stores the request; the same click twice makes one.
     *
     * @return a sentence for that person if there is none
     */
    Optional<String> ask(Interaction interaction, Credential.Key old) {
        var form =
                new RequestForm(
                        old.app().objectId(),
                        description(old),
                        String.valueOf(lifetimeDays(old)),
                        reason(interaction, old),
                        deliveryMethods.usual(),
                        // The leaked secret is removed at once, so there is none to replace.
                        "");
        return switch (submissions.submit(
                interaction.id(), interaction.user(), "revoke " + interaction.id(), form)) {
            case Submissions.Outcome.Sent _ -> Optional.empty();
            case Submissions.Outcome.AlreadyAsked(var ticket) ->
                    Optional.of(
                            "No second request for a new secret was made: your request %s for it is already waiting."
                                    .formatted(ticket));
            case Submissions.Outcome.NotReplaced(var because) -> Optional.of(because);
            case Submissions.Outcome.Mistakes(var byField) ->
                    Optional.of(
                            "The leaked secret is removed, but a new one could not be requested: %s Use `/new-client-secret`."
                                    .formatted(String.join(" ", byField.values())));
        };
    }

    private static String description(Credential.Key old) {
        var described = old.name().map(RequestDetails::describedBy).orElse("");
        return described.isBlank() ? "in place of a leaked secret" : described;
    }

    /** Returns the lifetime of the old secret, or the nearest that is offered. */
    private int lifetimeDays(Credential.Key old) {
        long days = Duration.between(old.start(), old.end()).toDays();
        return policy.lifetimes().stream()
                .filter(offered -> offered >= days)
                .findFirst()
                .orElse(policy.lifetimes().getLast());
    }

    private static String reason(Interaction interaction, Credential.Key old) {
        return Mrkdwn.cut(
                "In place of the leaked secret %s. %s"
                        .formatted(old.name().orElse(old.keyId()), interaction.text().strip()),
                RequestDetails.LONGEST_REASON);
    }
}
