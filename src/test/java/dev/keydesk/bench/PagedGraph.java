package dev.keydesk.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A Graph with nothing in it but a very long list of app registrations, in pages of 999, which
 * makes a secret for any of them at once.
 */
final class PagedGraph implements AutoCloseable {
    private static final int PAGE = 999;
    private static final JsonMapper JSON = new JsonMapper();

    private final LoopbackServer server;
    private final List<AppRegistration> apps;
    private final Map<String, AppRegistration> byId;
    private final AtomicInteger made = new AtomicInteger();

    PagedGraph(List<AppRegistration> apps) {
        this.apps = apps;
        this.byId =
                apps.stream()
                        .collect(Collectors.toMap(AppRegistration::objectId, Function.identity()));
        server = LoopbackServer.http(0, this::answer);
    }

    String url() {
        return server.address() + "/v1.0";
    }

    private void answer(HttpCall call) throws IOException {
        var parts = call.path().split("/", -1);
        if (parts[2].contains("(appId=")) {
            // The desk itself is not on the list.
            call.answer(404, Map.of(), "");
            return;
        }
        Object answer =
                switch (parts.length) {
                    case 3 -> page(call);
                    case 4 -> shown(Objects.requireNonNull(byId.get(parts[3])));
                    default -> secret(call);
                };
        call.answer(
                200, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(answer));
    }

    /** A secret as it was asked for, at once; the value is none. */
    private Map<String, Object> secret(HttpCall call) throws IOException {
        var asked = JSON.readTree(call.body()).path("passwordCredential");
        int number = made.incrementAndGet();
        return Map.of(
                "keyId", "f0b0b335-1111-4222-8333-%012d".formatted(number),
                "displayName", asked.path("displayName").asText(),
                "hint", "ben",
                "secretText", "bench~%034d".formatted(number),
                "startDateTime", asked.path("startDateTime").asText(),
                "endDateTime", asked.path("endDateTime").asText());
    }

    private Map<String, Object> page(HttpCall call) {
        var query = call.query();
        int from = query.startsWith("from=") ? Integer.parseInt(query.substring(5)) : 0;
        int to = Math.min(apps.size(), from + PAGE);
        Map<String, Object> page = new LinkedHashMap<>();
        if (to < apps.size()) {
            page.put("@odata.nextLink", url() + "/applications?from=" + to);
        }
        page.put("value", apps.subList(from, to).stream().map(PagedGraph::shown).toList());
        return page;
    }

    private static Map<String, Object> shown(AppRegistration app) {
        return Map.of(
                "id", app.objectId(),
                "appId", app.clientId(),
                "displayName", app.name(),
                "signInAudience", app.signInAudience(),
                "passwordCredentials", app.secrets().stream().map(PagedGraph::shown).toList());
    }

    private static Map<String, Object> shown(AppRegistration.Secret secret) {
        return Map.of(
                "keyId", secret.keyId(),
                "displayName", secret.name().orElse(""),
                "hint", secret.hint().orElse(""),
                "startDateTime", secret.start().toString(),
                "endDateTime", secret.end().toString());
    }

    @Override
    public void close() {
        server.close();
    }
}
