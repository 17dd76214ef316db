package dev.keydesk.request;

import dev.keydesk.chat.TextStyle;
import dev.keydesk.entra.AppRegistration;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Warns about an app that holds as many secrets as Entra allows. Apps that accept personal
 * Microsoft accounts hold two, and expired ones count.
 */
public final class SecretLimit {
    private static final int MOST_SHOWN = 5;

    private SecretLimit() {}

    /** Returns a warning for requesters; empty if there is room. */
    public static Optional<String> warning(AppRegistration app) {
        return ifFull(
                app,
                TextStyle.SLACK,
                "You can send the request, but you can pick up the new secret only after one of"
                        + " them is removed.");
    }

    /** Returns why nothing can be picked up; empty if there is room. */
    public static Optional<String> refusal(AppRegistration app, TextStyle style) {
        return ifFull(
                app,
                style,
                "No secret was made. Your approval is still valid: after one of them is removed,"
                        + " press again.");
    }

    private static Optional<String> ifFull(AppRegistration app, TextStyle style, String then) {
        if (!app.isFull()) {
            return Optional.empty();
        }
        var secrets =
                app.secrets().stream()
                        .filter(secret -> !secret.isOfApplicationProxy())
                        .map(PreviousSecret::of)
                        .sorted(Comparator.comparing(PreviousSecret::end))
                        .limit(MOST_SHOWN)
                        .map(key ->
                                "• %s, expires on %s"
                                        .formatted(key.label(style), style.date(key.end())))
                        .collect(Collectors.joining("\n"));
        return Optional.of(
                "%s It accepts personal Microsoft accounts, and Entra allows only two for such apps, including expired ones.\n%s\nRemove the one that is no longer used, here with %s on its reminder or in the portal. %s"
                        .formatted(
                                style.button(
                                        "This app can hold two secrets and has two: remove one"
                                                + " first."),
                                secrets,
                                style.button("Remove…"),
                                then));
    }
}
