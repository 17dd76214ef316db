package dev.keydesk.entra;

import java.util.List;
import java.util.Optional;

/**
 * What somebody who holds a secret of this app can do, and who owns the app.
 *
 * @param signInAudience who may sign in, such as {@code AzureADMyOrg}; empty if Entra does not say
 * @param requested the application permissions that the app registration asks for
 * @param granted the application permissions that an administrator granted in this tenant; an empty
 *     list if Entra shows no service principal of the app
 * @param owners people and service principals; Keydesk itself may be among them
 */
public record AppStakes(
        String clientId,
        Optional<String> signInAudience,
        EntraFact<List<AppPermission>> requested,
        EntraFact<List<AppPermission>> granted,
        EntraFact<List<AppOwner>> owners) {

    private static final String THIS_TENANT_ONLY = "AzureADMyOrg";

    /** Whether accounts of other tenants or personal accounts may sign in; empty if unknown. */
    public Optional<Boolean> isMultiTenant() {
        return signInAudience.map(audience -> !audience.equals(THIS_TENANT_ONLY));
    }
}
