package dev.keydesk.request;

import dev.keydesk.entra.AppRegistration;

/**
 * The app registration of a request, with its name at the time of the request.
 *
 * @param objectId the id that Graph uses in its paths; not the client id
 * @param clientId the id with which people and programs sign in
 */
public record AppRef(String objectId, String clientId, String name) {
    /** Returns the reference to this app. */
    public static AppRef of(AppRegistration app) {
        return new AppRef(app.objectId(), app.clientId(), app.name());
    }
}
