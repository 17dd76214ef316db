package dev.keydesk.request;

import dev.keydesk.config.ControlCharacters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A submitted form, with whatever the person's client sent.
 *
 * @param app an object id, or empty
 * @param way the delivery method; empty if there is no choice
 * @param renews the secret to replace, as {@link RenewalRef} writes it, or empty
 */
public record RequestForm(
        String app, String description, String lifetime, String reason, String way, String renews) {

    /** Returns what is wrong, by field, in words for the person; empty if nothing is. */
    Map<String, String> mistakes(Policy policy, DeliveryMethods deliveryMethods) {
        var mistakes = new LinkedHashMap<String, String>();
        if (app.isBlank()) {
            mistakes.put(RequestModal.APP, "Choose the app registration the secret is for.");
        }
        TextInputCheck.mistake(
                        description,
                        RequestDetails.LONGEST_DESCRIPTION,
                        "Say what the secret is for; this becomes its name in Entra.")
                .or(this::severalLines)
                .ifPresent(mistake -> mistakes.put(RequestModal.DESCRIPTION, mistake));
        TextInputCheck.mistake(
                        reason,
                        RequestDetails.LONGEST_REASON,
                        "Say why you need it; the approvers read this.")
                .ifPresent(mistake -> mistakes.put(RequestModal.REASON, mistake));
        if (!policy.lifetimes().stream().map(String::valueOf).toList().contains(lifetime)) {
            mistakes.put(
                    RequestModal.LIFETIME,
                    "Choose one of the lifetimes in the list; others are not allowed here.");
        }
        if (deliveryMethods.chosen(way).isEmpty()) {
            mistakes.put(
                    RequestModal.WAY, "Choose one of the ways in the list to pick the secret up.");
        }
        return mistakes;
    }

    private Optional<String> severalLines() {
        return ControlCharacters.areIn(description.strip())
                ? Optional.of(
                        "Use one line of plain text. This has a line break, or a character that"
                                + " cannot be seen.")
                : Optional.empty();
    }

    int lifetimeDays() {
        return Integer.parseInt(lifetime);
    }
}
