package dev.keydesk.request;

import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.store.RowJson;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/** An approved request as it stands in its row, for a benchmark that needs very many of them. */
public final class ApprovedBody {
    private ApprovedBody() {}

    public static String of(String ticket, UserId requester, AppRegistration app, Instant now) {
        var details =
                new RequestDetails(
                        new Ticket(ticket),
                        requester,
                        AppRef.of(app),
                        "benchmark",
                        90,
                        "To see how fast it is.",
                        EnumSet.allOf(DeliveryMethod.class),
                        now,
                        Optional.empty());
        var waiting =
                new SecretRequest.Waiting(details, now.plus(Duration.ofDays(1)), Optional.empty());
        return RowJson.write(
                waiting.approve(
                        requester, now, "nobody decides here", now.plus(Duration.ofDays(1))));
    }
}
