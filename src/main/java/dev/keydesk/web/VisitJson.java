package dev.keydesk.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.ControlCharacters;
import dev.keydesk.link.Visit;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/** The answer to the page, as its script reads it. Times are in UTC; the page shows local ones. */
final class VisitJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** RFC 6585; the servlet API has no name for it. */
    private static final int TOO_MANY_REQUESTS = 429;

    private VisitJson() {}

    static void write(Visit visit, HttpServletResponse response) throws IOException {
        if (visit instanceof Visit.Unknown) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        if (visit instanceof Visit.SlowDown(var pause)) {
            response.setStatus(TOO_MANY_REQUESTS);
            response.setHeader("Retry-After", Long.toString(pause.toSeconds()));
        }
        response.setContentType("application/json; charset=utf-8");
        JSON.writeValue(response.getOutputStream(), json(visit));
    }

    private static ObjectNode json(Visit visit) {
        return switch (visit) {
            case Visit.Unknown() -> outcome("unknown");
            case Visit.WrongCode(int left) -> outcome("wrong-code").put("triesLeft", left);
            case Visit.Closed() -> outcome("closed");
            case Visit.Expired(var at) -> outcome("expired").put("at", at.toString());
            case Visit.Replaced(var at) -> outcome("replaced").put("at", at.toString());
            case Visit.PickedUp(var ask, var at, var stands, var receipt) ->
                    outcome("picked-up")
                            .put("at", at.toString())
                            .put("ticket", ask.ticket().text())
                            .put("app", ControlCharacters.replaced(ask.app().name()))
                            .put("says", stands)
                            .put("receipt", receipt);
            case Visit.Wait(var pause) -> outcome("wait").put("seconds", pause.toSeconds());
            case Visit.UnderWay(var pause) ->
                    outcome("under-way").put("seconds", pause.toSeconds());
            case Visit.Refused(var says) -> outcome("refused").put("says", says);
            case Visit.Doubt(var says) -> outcome("doubt").put("says", says);
            case Visit.SlowDown(var pause) ->
                    outcome("slow-down").put("seconds", pause.toSeconds());
            case Visit.Noted(var what) ->
                    outcome("noted")
                            .put(
                                    "what",
                                    switch (what) {
                                        case RECEIVED -> "received";
                                        case TAKING_BACK -> "taking-back";
                                    });
            case Visit.Shown(var ask, var tenantId, var key, var value) ->
                    outcome("shown")
                            .put("ticket", ask.ticket().text())
                            .put("app", ControlCharacters.replaced(ask.app().name()))
                            .put("tenantId", tenantId)
                            .put("clientId", ask.app().clientId())
                            .put("value", value.reveal())
                            .put("expires", key.end().toString())
                            .put("keyId", key.keyId());
        };
    }

    private static ObjectNode outcome(String name) {
        return JsonNodeFactory.instance.objectNode().put("outcome", name);
    }
}
