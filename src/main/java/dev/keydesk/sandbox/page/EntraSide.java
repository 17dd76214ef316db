package dev.keydesk.sandbox.page;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.entra.KeyUse;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.entra.ServicePrincipal;
import dev.keydesk.sandbox.entra.SignInResult;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.entra.User;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entra as an administrator sees it, and a form to try a secret. */
final class EntraSide {
    private final SimulatedEntra entra;
    private final TimeTravel time;

    EntraSide(SimulatedEntra entra, TimeTravel time) {
        this.entra = entra;
        this.time = time;
    }

    Portal portal() {
        var tenant = entra.tenant();
        var names = ownerNames();
        var desk = tenant.desk().map(ServicePrincipal::appId);
        var apps =
                tenant.applications().stream()
                        .map(app -> app(app, names, desk.filter(app.appId()::equals).isPresent()))
                        .toList();
        return new Portal(tenant.tenantId(), apps);
    }

    /** The value is checked and dropped; it is in no answer and no log. */
    Tried signIn(RequestFields request) {
        var tenantId =
                request.find("tenantId")
                        .filter(given -> !given.isBlank())
                        .orElse(entra.tenant().tenantId());
        var value = SecretText.of(request.filled("value").strip());
        return switch (entra.signIn(tenantId, request.filled("clientId").strip(), value)) {
            case SignInResult.Accepted _ ->
                    new Tried(true, "Entra signs this app in and gives it an access token.");
            case SignInResult.Refused refused -> new Tried(false, refused.toString());
        };
    }

    private Map<String, String> ownerNames() {
        Map<String, String> names = new HashMap<>();
        for (User user : entra.tenant().users()) {
            names.put(user.id(), user.displayName());
        }
        for (ServicePrincipal principal : entra.tenant().servicePrincipals()) {
            names.put(principal.id(), principal.displayName());
        }
        return names;
    }

    private App app(Application app, Map<String, String> names, boolean isDesk) {
        return new App(
                app.id(),
                app.appId(),
                app.displayName(),
                isDesk,
                app.owners().stream().map(id -> names.getOrDefault(id, id)).toList(),
                app.secrets().stream().map(this::key).toList());
    }

    private Key key(Secret secret) {
        var use = entra.signIns(secret.keyId());
        return new Key(
                secret.keyId(),
                secret.displayName(),
                secret.hint(),
                secret.start(),
                secret.end(),
                !secret.end().isAfter(time.now()),
                use.times(),
                use.last(),
                use.latest());
    }

    record Portal(String tenantId, List<App> apps) {}

    /**
     * @param isDesk whether this is Keydesk's own app registration
     */
    record App(
            String objectId,
            String clientId,
            String name,
            boolean isDesk,
            List<String> owners,
            List<Key> keys) {}

    /**
     * @param timesSignedIn how often the app has signed in with it
     * @param signIns the latest attempts with it, including refused ones, the oldest first
     */
    record Key(
            String keyId,
            String name,
            String hint,
            Instant start,
            Instant end,
            boolean expired,
            long timesSignedIn,
            Optional<Instant> lastSignIn,
            List<KeyUse.Attempt> signIns) {}

    record Tried(boolean accepted, String answer) {}
}
