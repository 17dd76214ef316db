package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Turns the secrets of all apps, with their values and uses, into JSON and back, for a sandbox that
 * is kept between starts. The apps already exist.
 */
public final class TenantSnapshot {
    private final Tenant tenant;
    private final SignIns signIns;

    TenantSnapshot(Tenant tenant, SignIns signIns) {
        this.tenant = tenant;
        this.signIns = signIns;
    }

    /** Returns the secrets by the object id of their app. */
    public JsonNode kept() {
        return tenant.appDirectory()
                .exclusively(() -> {
                    var apps = JsonNodeFactory.instance.objectNode();
                    for (var app : tenant.applications()) {
                        var keys = apps.putArray(app.id());
                        app.secrets().forEach(secret -> keys.add(key(secret).json()));
                    }
                    return apps;
                });
    }

    private KeptKey key(Secret secret) {
        var keyId = secret.keyId();
        return new KeptKey(secret, tenant.valueOf(keyId), signIns.of(keyId));
    }

    /** Gives the apps exactly these secrets, as if they had always had them. */
    public void bringBack(JsonNode kept) {
        for (var app : tenant.applications()) {
            if (kept.has(app.id())) {
                tenant.forgetSecrets(app);
                for (var json : kept.path(app.id())) {
                    var key = KeptKey.of(json);
                    tenant.bringBack(app.id(), key.secret(), key.value());
                    signIns.bringBack(key.secret().keyId(), key.use());
                }
            }
        }
    }
}
