package dev.keydesk.renewal;

import dev.keydesk.config.UserId;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.PreviousSecret;
import dev.keydesk.request.Ticket;

import java.time.Instant;

/**
 * A key, and the newer one that a request has brought in its place.
 *
 * @param requester to whom the newer one was handed over
 * @param confirmed whether that person has said that it arrived
 */
record Renewed(
        Ticket ticket,
        UserId requester,
        AppRef app,
        PreviousSecret old,
        IssuedSecret made,
        Instant handedOverAt,
        boolean confirmed) {}
