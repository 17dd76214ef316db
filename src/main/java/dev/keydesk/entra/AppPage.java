package dev.keydesk.entra;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A part of the list of app registrations.
 *
 * @param next where the next part is; empty for the last one. Entra takes it for some time only,
 *     and what is in it is Entra's own business
 * @param unread what the part holds besides, and cannot be read; of some of them the readable keys
 *     are among the apps
 */
public record AppPage(List<AppRegistration> apps, Optional<URI> next, List<UnreadApp> unread) {
    public AppPage(List<AppRegistration> apps, Optional<URI> next) {
        this(apps, next, List.of());
    }
}
