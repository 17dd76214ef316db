package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.UserId;

import java.util.Map;

/** The Events API, and requests that are not Slack's at all. */
final class Events {
    private final Backstage backstage;
    private final Persons persons;
    private final Payloads payloads;
    private final Deliveries deliveries;

    Events(Backstage backstage, Persons persons, Payloads payloads, Deliveries deliveries) {
        this.backstage = backstage;
        this.persons = persons;
        this.payloads = payloads;
        this.deliveries = deliveries;
    }

    Reply openHome(UserId by) {
        Member member = persons.acting(by);
        if (!backstage.installation.get().homeTab()) {
            throw new NotOnScreen("the app has no Home tab");
        }
        return send(payloads.homeOpened(member));
    }

    Reply send(JsonNode event) {
        var ack = deliveries.send(payloads.envelope(event).toString(), Deliveries.JSON, Map.of());
        if (ack.accepted()) {
            return ack.fine();
        }
        String code = ack.inTime() ? "http_error" : "http_timeout";
        backstage.journal.refused(event.path("type").asText(), code, "status " + ack.status());
        return ack.trouble("Slack will send this event again: " + code);
    }

    Reply raw(byte[] body, Map<String, String> headers) {
        var ack = deliveries.raw(body, headers);
        return ack.accepted() ? ack.fine() : ack.trouble("status " + ack.status());
    }
}
