package dev.keydesk.sandbox.entra;

import java.util.List;
import java.util.Set;

/**
 * An application as it acts in this tenant. Owners of applications are named by its id, not by its
 * app id.
 *
 * @param roles the application permissions of Graph that its tokens carry, such as {@code
 *     Application.ReadWrite.OwnedBy}
 * @param appRoles the application permissions that it offers to others
 */
public record ServicePrincipal(
        String id, String appId, String displayName, Set<String> roles, List<AppRole> appRoles) {
    public ServicePrincipal {
        roles = Set.copyOf(roles);
        appRoles = List.copyOf(appRoles);
    }
}
