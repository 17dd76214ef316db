package dev.keydesk.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.ControlCharacters;
import dev.keydesk.link.PickUpPageResult;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/**
 * The answer to the pick-up page, as its script reads it. Times are in UTC; the page shows local
 * ones.
 */
final class PickUpPageJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** RFC 6585; the servlet API has no constant for it. */
    private static final int TOO_MANY_REQUESTS = 429;

    private PickUpPageJson() {}

    static void write(PickUpPageResult pickUpPageResult, HttpServletResponse response)
            throws IOException {
        if (pickUpPageResult instanceof PickUpPageResult.Unknown) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        if (pickUpPageResult instanceof PickUpPageResult.SlowDown(var pause)) {
            response.setStatus(TOO_MANY_REQUESTS);
            response.setHeader("Retry-After", Long.toString(pause.toSeconds()));
        }
        response.setContentType("application/json; charset=utf-8");
        JSON.writeValue(response.getOutputStream(), json(pickUpPageResult));
    }

    private static ObjectNode json(PickUpPageResult pickUpPageResult) {
        return switch (pickUpPageResult) {
            case PickUpPageResult.Unknown() -> outcome("unknown");
            case PickUpPageResult.WrongCode(int left) ->
                    outcome("wrong-code").put("triesLeft", left);
            case PickUpPageResult.Closed() -> outcome("closed");
            case PickUpPageResult.Expired(var at) -> outcome("expired").put("at", at.toString());
            case PickUpPageResult.Replaced(var at) -> outcome("replaced").put("at", at.toString());
            case PickUpPageResult.PickedUp(var details, var at, var stands, var receipt) ->
                    outcome("picked-up")
                            .put("at", at.toString())
                            .put("ticket", details.ticket().text())
                            .put("app", ControlCharacters.replaced(details.app().name()))
                            .put("says", stands)
                            .put("receipt", receipt);
            case PickUpPageResult.Wait(var pause) ->
                    outcome("wait").put("seconds", pause.toSeconds());
            case PickUpPageResult.UnderWay(var pause) ->
                    outcome("under-way").put("seconds", pause.toSeconds());
            case PickUpPageResult.Refused(var says) -> outcome("refused").put("says", says);
            case PickUpPageResult.Doubt(var says) -> outcome("doubt").put("says", says);
            case PickUpPageResult.SlowDown(var pause) ->
                    outcome("slow-down").put("seconds", pause.toSeconds());
            case PickUpPageResult.Noted(var what) ->
                    outcome("noted")
                            .put(
                                    "what",
                                    switch (what) {
                                        case RECEIVED -> "received";
                                        case TAKING_BACK -> "taking-back";
                                    });
            case PickUpPageResult.Shown(var details, var tenantId, var key, var value) ->
                    outcome("shown")
                            .put("ticket", details.ticket().text())
                            .put("app", ControlCharacters.replaced(details.app().name()))
                            .put("tenantId", tenantId)
                            .put("clientId", details.app().clientId())
                            .put("value", value.reveal())
                            .put("expires", key.end().toString())
                            .put("keyId", key.keyId());
        };
    }

    private static ObjectNode outcome(String name) {
        return JsonNodeFactory.instance.objectNode().put("outcome", name);
    }
}
