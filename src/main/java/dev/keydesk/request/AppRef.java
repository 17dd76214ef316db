package dev.keydesk.request;

import dev.keydesk.entra.AppRegistration;

/**
 * The app registration a request is about, as it was called when it was asked for.
 *
 * @param objectId what Graph wants in its paths; not the client id
 * @param clientId what people and programs sign in with
 */
public record AppRef(String objectId, String clientId, String name) {
    public static AppRef of(AppRegistration app) {
        return new AppRef(app.objectId(), app.clientId(), app.name());
    }
}
