package dev.keydesk.expiry;

import dev.keydesk.request.AppRef;

import java.util.List;

/**
 * An app registration as the last scan saw it, without its credentials.
 *
 * @param signInAudience who may sign in; apps for personal accounts may hold only two secrets
 * @param tags such as {@code slack:C0123ABC}; without blanks, in no order
 */
public record StoredApp(AppRef ref, String signInAudience, List<String> tags) {
    public StoredApp {
        tags = List.copyOf(tags);
    }
}
