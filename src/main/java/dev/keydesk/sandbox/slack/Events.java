package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Events API with its three retries, and requests that are not Slack's at all. */
final class Events {
    private static final List<Duration> RETRIES =
            List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5));

    private final SlackState slackState;
    private final Persons persons;
    private final Payloads payloads;
    private final Deliveries deliveries;
    private final List<Pending> pending = new ArrayList<>();

    Events(SlackState slackState, Persons persons, Payloads payloads, Deliveries deliveries) {
        this.slackState = slackState;
        this.persons = persons;
        this.payloads = payloads;
        this.deliveries = deliveries;
    }

    /**
     * An event that was not acknowledged: how often it was sent again, why, and when it is due
     * next.
     */
    private record Pending(String type, String body, int retries, String reason, Instant due) {}

    ActionReply openHome(UserId by) {
        WorkspaceMember member = persons.acting(by);
        if (!slackState.installation.get().homeTab()) {
            throw new NotOnScreen("the app has no Home tab");
        }
        if (!member.memberKind().opensApp()) {
            throw new NotOnScreen("people of another company cannot open the app");
        }
        return send(payloads.homeOpened(member));
    }

    ActionReply send(JsonNode event) {
        String type = event.path("type").asText();
        return send(type, payloads.envelope(event).toString(), 0, Map.of());
    }

    List<ActionReply> resendDue() {
        List<Pending> due;
        synchronized (this) {
            due =
                    pending.stream()
                            .filter(it -> !it.due().isAfter(slackState.clock.instant()))
                            .toList();
            pending.removeAll(due);
        }
        return due.stream().map(this::resend).toList();
    }

    private ActionReply resend(Pending again) {
        int retry = again.retries() + 1;
        var headers =
                Map.of(
                        "X-Slack-Retry-Num",
                        Integer.toString(retry),
                        "X-Slack-Retry-Reason",
                        again.reason());
        return send(again.type(), again.body(), retry, headers);
    }

    private ActionReply send(String type, String body, int retries, Map<String, String> headers) {
        var ack = deliveries.send(body, Deliveries.JSON, headers);
        if (ack.accepted()) {
            return ack.fine();
        }
        String reason = ack.inTime() ? "http_error" : "http_timeout";
        slackState.journal.refused(type, reason, "acknowledged with status " + ack.status());
        if (retries < RETRIES.size() && ack.mayRetry()) {
            Instant due = slackState.clock.instant().plus(RETRIES.get(retries));
            synchronized (this) {
                pending.add(new Pending(type, body, retries, reason, due));
            }
        }
        return ack.trouble("The event was not acknowledged: " + reason);
    }

    ActionReply raw(byte[] body, Map<String, String> headers) {
        var ack = deliveries.raw(body, headers);
        return ack.accepted() ? ack.fine() : ack.trouble("status " + ack.status());
    }
}
