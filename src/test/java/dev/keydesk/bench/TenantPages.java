package dev.keydesk.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The pages of a large tenant, written out before anybody asks, so that whoever reads them waits
 * for nothing, or for as long as the real Graph takes at its best. A tenant is known by a letter,
 * which stands in the path; a letter that is none of them is the one tenant and the other, by
 * turns.
 */
final class TenantPages implements AutoCloseable {
    private static final int PAGE = 999;

    private volatile Duration distance = Duration.ZERO;
    private static final JsonMapper JSON = new JsonMapper();

    private final LoopbackServer server;
    private final Map<String, List<byte[]>> pages = new TreeMap<>();
    private final AtomicInteger turns = new AtomicInteger();

    TenantPages() {
        server = LoopbackServer.http(0, this::answer);
    }

    /** How long everybody waits for each page from now on. */
    void setDistance(Duration time) {
        distance = time;
    }

    String url(String letter) {
        return "%s/%s/v1.0".formatted(server.address(), letter);
    }

    void put(String letter, List<AppRegistration> apps) throws IOException {
        var written = new ArrayList<byte[]>();
        for (int from = 0; from < apps.size(); from += PAGE) {
            int to = Math.min(apps.size(), from + PAGE);
            var page = JSON.createObjectNode();
            page.put("@odata.context", url(letter) + "/$metadata#applications");
            if (to < apps.size()) {
                page.put("@odata.nextLink", url(letter) + "/applications?page=" + to / PAGE);
            }
            var value = page.putArray("value");
            apps.subList(from, to).forEach(app -> value.add(shown(app)));
            written.add(JSON.writeValueAsBytes(page));
        }
        pages.put(letter, written);
    }

    int pages(String letter) {
        return of(letter).size();
    }

    double megabytes(String letter) {
        return of(letter).stream().mapToInt(page -> page.length).sum() / 1e6;
    }

    private List<byte[]> of(String letter) {
        return pages.getOrDefault(letter, List.of());
    }

    /** The links on a page lead on within the same tenant. */
    private List<byte[]> named(String letter) {
        var all = List.copyOf(pages.values());
        return pages.containsKey(letter)
                ? of(letter)
                : all.get(turns.getAndIncrement() % all.size());
    }

    private void answer(HttpCall call) {
        if (call.path().contains("(appId=")) {
            call.answer(404, Map.of(), "");
            return;
        }
        int number =
                call.query().startsWith("page=") ? Integer.parseInt(call.query().substring(5)) : 0;
        var body = named(call.path().split("/", -1)[1]).get(number);
        LockSupport.parkNanos(distance.toNanos());
        call.answer(200, Map.of("Content-Type", "application/json"), body);
    }

    /** As Graph writes it, with everything it shows of a key. */
    private static ObjectNode shown(AppRegistration app) {
        var json = JSON.createObjectNode();
        json.put("id", app.objectId());
        json.put("appId", app.clientId());
        json.put("displayName", app.name());
        json.put("signInAudience", app.signInAudience());
        app.tags().forEach(json.putArray("tags")::add);
        var secrets = json.putArray("passwordCredentials");
        app.secrets().forEach(secret -> secrets.add(shown(secret)));
        var certificates = json.putArray("keyCredentials");
        app.certificates().forEach(certificate -> certificates.add(shown(certificate)));
        return json;
    }

    private static ObjectNode shown(AppRegistration.Secret secret) {
        var json = JSON.createObjectNode();
        json.putNull("customKeyIdentifier");
        json.put("displayName", secret.name().orElse(null));
        json.put("endDateTime", secret.end().toString());
        json.put("hint", secret.hint().orElse(null));
        json.put("keyId", secret.keyId());
        json.putNull("secretText");
        return json.put("startDateTime", secret.start().toString());
    }

    private static ObjectNode shown(AppRegistration.Certificate certificate) {
        var json = JSON.createObjectNode();
        json.put("customKeyIdentifier", "3q2+7wAAAAAAAAAAAAAAAAAAAAA=");
        json.put("displayName", certificate.name().orElse(null));
        json.put("endDateTime", certificate.end().toString());
        json.putNull("key");
        json.put("keyId", certificate.keyId());
        json.put("startDateTime", certificate.start().toString());
        return json.put("type", "AsymmetricX509Cert").put("usage", "Verify");
    }

    @Override
    public void close() {
        server.close();
    }
}
