package dev.keydesk.slack;

import com.google.gson.Gson;
import com.slack.api.app_backend.events.payload.AppHomeOpenedPayload;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.request.builtin.BlockSuggestionRequest;
import com.slack.api.bolt.request.builtin.EventRequest;
import com.slack.api.bolt.request.builtin.GlobalShortcutRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.UrlVerificationRequest;
import com.slack.api.bolt.request.builtin.ViewClosedRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.util.json.GsonFactory;

import java.util.Optional;

/**
 * Makes of a delivery the request that Bolt runs. Bolt's own parser is left out: it splits forms in
 * another way than we do, and prints at WARN the whole body of whatever it does not recognise.
 */
final class BoltRequests {
    private static final Gson JSON = GsonFactory.createSnakeCase();

    private BoltRequests() {}

    /**
     * Empty for what Bolt is never asked about.
     *
     * @throws GateDelivery.Malformed if fields are missing that Bolt relies on
     */
    static Optional<Request<?>> of(
            GateDelivery delivery, String body, RequestHeaders headers, AppConfig config)
            throws GateDelivery.Malformed {
        try {
            var request = make(delivery, body, headers);
            request.ifPresent(r -> r.updateContext(config));
            return request;
        } catch (RuntimeException e) {
            // Gson's message may quote the payload, so it ends here.
            throw new GateDelivery.Malformed();
        }
    }

    private static Optional<Request<?>> make(
            GateDelivery delivery, String body, RequestHeaders headers) {
        String json = delivery.payload();
        return switch (delivery.kind()) {
            case COMMAND -> Optional.of(new SlashCommandRequest(body, headers));
            case CLICK -> Optional.of(new BlockAction(body, json, headers));
            case SUGGESTION -> Optional.of(new BlockSuggestionRequest(body, json, headers));
            case SHORTCUT -> Optional.of(new GlobalShortcutRequest(body, json, headers));
            case SUBMISSION -> Optional.of(new ViewSubmissionRequest(body, json, headers));
            case CLOSED -> Optional.of(new ViewClosedRequest(body, json, headers));
            case EVENT -> {
                // Bolt reads it only on the way to the handler, where a mistake would be ours.
                var _ = JSON.fromJson(json, AppHomeOpenedPayload.class);
                yield Optional.of(new EventRequest(json, headers));
            }
            case URL_VERIFICATION -> Optional.of(new UrlVerificationRequest(json, headers));
            case SSL_CHECK, OTHER -> Optional.empty();
        };
    }
}
