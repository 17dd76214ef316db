package dev.keydesk.sandbox.entra;

/**
 * A permission that an app registration asks for; whether it was granted is said elsewhere.
 *
 * @param resourceAppId the application (client) id of the API
 * @param type {@code Role} for an application permission, {@code Scope} for one that acts for a
 *     signed-in person
 */
public record RequiredPermission(String resourceAppId, String id, String type) {
    public static RequiredPermission role(String resourceAppId, String id) {
        return new RequiredPermission(resourceAppId, id, "Role");
    }

    public static RequiredPermission scope(String resourceAppId, String id) {
        return new RequiredPermission(resourceAppId, id, "Scope");
    }
}
