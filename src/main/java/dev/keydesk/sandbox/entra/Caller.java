package dev.keydesk.sandbox.entra;

import java.util.Optional;
import java.util.Set;

/**
 * The app for which a bearer token was issued, and its permissions at that time. A permission
 * granted later needs a new token.
 *
 * @param objectId of the service principal, if the app has one in this tenant
 */
record Caller(String appId, Optional<String> objectId, Set<String> roles) {

    boolean mayAnyOf(Set<String> permissions) {
        return permissions.stream().anyMatch(roles::contains);
    }

    boolean owns(Application app) {
        return objectId.filter(app.owners()::contains).isPresent();
    }
}
