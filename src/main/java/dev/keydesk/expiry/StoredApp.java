package dev.keydesk.expiry;

import dev.keydesk.request.AppRef;

import java.util.List;

/**
 * An app registration as the last scan saw it, without its keys.
 *
 * @param signInAudience who may sign in; apps for personal accounts hold two secrets at most
 * @param tags such as {@code slack:C0123ABC}; without blanks, in no order
 */
public record StoredApp(AppRef ref, String signInAudience, List<String> tags) {
    public StoredApp {
        tags = List.copyOf(tags);
    }
}
