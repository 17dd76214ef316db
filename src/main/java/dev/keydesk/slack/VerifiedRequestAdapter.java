package dev.keydesk.slack;

import com.google.gson.Gson;
import com.slack.api.app_backend.events.payload.AppHomeOpenedPayload;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.jakarta_servlet.ServletAdapterOps;
import com.slack.api.bolt.jakarta_servlet.SlackAppServletAdapter;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.util.json.GsonFactory;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Adapts verified requests to Bolt's servlet adapter. */
final class VerifiedRequestAdapter {
    private static final Gson JSON = GsonFactory.createSnakeCase();

    private final AppConfig config;
    private final SlackAppServletAdapter adapter;

    VerifiedRequestAdapter(AppConfig config) {
        this.config = config;
        this.adapter = new SlackAppServletAdapter(config);
    }

    /**
     * Returns the request for Bolt; empty for a kind that does not go to Bolt, and for one that
     * Bolt would take for another kind than the gate did.
     *
     * @throws GateDelivery.Malformed if fields are missing that Bolt relies on
     */
    Optional<Request<?>> read(VerifiedRequest verified) throws GateDelivery.Malformed {
        var kind = verified.delivery().kind();
        if (kind.ofBolt().isEmpty()) {
            return Optional.empty();
        }
        try {
            var request =
                    kind == GateDelivery.Kind.CLICK
                            ? click(verified)
                            : adapter.buildSlackRequest(verified);
            if (kind == GateDelivery.Kind.EVENT) {
                // Bolt reads it only on the way to the handler, where a mistake would look like
                // Keydesk's own.
                var _ = JSON.fromJson(verified.delivery().payload(), AppHomeOpenedPayload.class);
            }
            return Optional.<Request<?>>ofNullable(request)
                    .filter(it -> kind.ofBolt().equals(Optional.of(it.getRequestType())));
        } catch (IOException | RuntimeException e) {
            // Gson's message may quote the payload, so it is dropped here.
            throw new GateDelivery.Malformed();
        }
    }

    private Request<?> click(VerifiedRequest verified) {
        var headers = new RequestHeaders(ServletAdapterOps.toHeaderMap(verified));
        var request = new BlockAction(verified.body(), verified.delivery().payload(), headers);
        request.updateContext(config);
        return request;
    }

    /** Always writes UTF-8: a servlet's own default turns an ellipsis into "?". */
    void write(HttpServletResponse response, Response answer) throws IOException {
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        adapter.writeResponse(response, answer);
    }
}
