package dev.keydesk.sandbox.entra;

/**
 * A permission that an app registration requests, granted or not.
 *
 * @param resourceAppId the application (client) id of the API
 * @param type {@code Role} for an application permission, {@code Scope} for one on behalf of a
 *     signed-in person
 */
public record RequiredPermission(String resourceAppId, String id, String type) {
    /** Returns an application permission. */
    public static RequiredPermission role(String resourceAppId, String id) {
        return new RequiredPermission(resourceAppId, id, "Role");
    }

    /** Returns a permission on behalf of a signed-in person. */
    public static RequiredPermission scope(String resourceAppId, String id) {
        return new RequiredPermission(resourceAppId, id, "Scope");
    }
}
