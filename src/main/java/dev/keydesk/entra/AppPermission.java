package dev.keydesk.entra;

import java.util.Optional;
import java.util.UUID;

/**
 * An application permission (app role): what an app may do at an API without a signed-in person.
 *
 * @param api application (client) ID of the API that offers it; empty if Entra does not show the
 *     API
 * @param apiName such as {@code Microsoft Graph}; untrusted text; empty if Entra does not show the
 *     API
 * @param id decisions compare this ID, because anybody can give any name to a permission of their
 *     own API
 */
public record AppPermission(
        Optional<UUID> api, Optional<String> apiName, UUID id, EntraFact<Label> label) {

    /**
     * What the API says about the permission; untrusted text, at most 256 characters each.
     *
     * @param name such as {@code Mail.Read}
     * @param title such as {@code Read mail in all mailboxes}; empty if the API gives none
     */
    public record Label(String name, Optional<String> title) {}
}
