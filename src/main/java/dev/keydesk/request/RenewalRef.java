package dev.keydesk.request;

import java.util.Optional;

/**
 * Identifies the secret that a form renews, on its way to the person's client and back. What comes
 * back may be anything, so it only says where to look.
 */
record RenewalRef(String app, String keyId) {

    String text() {
        return app + " " + keyId;
    }

    /** Returns empty if it identifies none, or if another app was chosen in the form meanwhile. */
    static Optional<RenewalRef> parse(String text, String chosenApp) {
        int blank = text.indexOf(' ');
        return blank > 0 && text.substring(0, blank).equals(chosenApp)
                ? Optional.of(new RenewalRef(chosenApp, text.substring(blank + 1)))
                : Optional.empty();
    }
}
