package dev.keydesk.request;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came back from the form: whatever the client, or somebody with a client of their own, sent.
 *
 * @param app an object id, or nothing
 */
public record RequestForm(String app, String description, String lifetime, String reason) {

    /** What is wrong, by field, in words for the person who filled it in; empty if nothing is. */
    Map<String, String> mistakes(Policy policy) {
        var mistakes = new LinkedHashMap<String, String>();
        if (app.isBlank()) {
            mistakes.put(RequestModal.APP, "Choose the app registration the secret is for.");
        }
        checkText(
                mistakes,
                RequestModal.DESCRIPTION,
                description,
                Ask.LONGEST_DESCRIPTION,
                "Say what the key is for; this becomes its name in Entra.");
        checkText(
                mistakes,
                RequestModal.REASON,
                reason,
                Ask.LONGEST_REASON,
                "Say why you need it; those who decide read this.");
        if (!policy.lifetimes().stream().map(String::valueOf).toList().contains(lifetime)) {
            mistakes.put(
                    RequestModal.LIFETIME,
                    "Choose one of the lifetimes in the list; others are not allowed here.");
        }
        return mistakes;
    }

    private static void checkText(
            Map<String, String> mistakes, String field, String text, int longest, String empty) {
        if (text.isBlank()) {
            mistakes.put(field, empty);
        } else if (text.strip().length() > longest) {
            mistakes.put(
                    field,
                    "This has %d characters; at most %d fit here."
                            .formatted(text.strip().length(), longest));
        } else if (field.equals(RequestModal.DESCRIPTION)
                && text.strip().chars().anyMatch(Character::isISOControl)) {
            mistakes.put(field, "Use one line of plain text.");
        }
    }

    int lifetimeDays() {
        return Integer.parseInt(lifetime);
    }
}
