package dev.keydesk.sandbox.entra;

import java.util.Set;

/**
 * An application as it acts in this tenant, with the application permissions an administrator
 * granted it, such as {@code Application.ReadWrite.OwnedBy}. Owners of applications are named by
 * its id, not by its app id.
 */
public record ServicePrincipal(String id, String appId, String displayName, Set<String> roles) {
    public ServicePrincipal {
        roles = Set.copyOf(roles);
    }
}
