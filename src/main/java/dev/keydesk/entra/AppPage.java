package dev.keydesk.entra;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A page of the list of app registrations.
 *
 * @param next the address of the next page; empty for the last one. Entra accepts it for a limited
 *     time
 * @param unread the apps that could not be read whole; readable credentials of them may be among
 *     the apps
 */
public record AppPage(List<AppRegistration> apps, Optional<URI> next, List<UnreadApp> unread) {
    /** A page of which everything could be read. */
    public AppPage(List<AppRegistration> apps, Optional<URI> next) {
        this(apps, next, List.of());
    }
}
