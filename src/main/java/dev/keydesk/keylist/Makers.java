package dev.keydesk.keylist;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Requests;

import java.util.Optional;

/** Whether the desk made a key, and for whom; told by the mark at the end of its name. */
final class Makers {
    private final Requests requests;

    Makers(Requests requests) {
        this.requests = requests;
    }

    /**
     * Who asked the desk for it.
     *
     * @param requester empty if the database does not know of the request
     */
    record Made(String ticket, Optional<UserId> requester) {}

    /** Empty if somebody made it without the desk. */
    Optional<Made> of(Credential.Key key) {
        return key.name()
                .flatMap(Marker::endOf)
                .map(Marker::ticket)
                .map(ticket -> new Made(ticket.text(), requests.requesterOf(ticket)));
    }

    String inWords(Credential.Key key) {
        return of(key).map(Makers::inWords).orElse("Not made by the desk.");
    }

    private static String inWords(Made made) {
        return made.requester()
                .map(who -> "Made by the desk for %s, %s.".formatted(who.mention(), made.ticket()))
                .orElseGet(() -> "It carries the desk's mark, %s.".formatted(made.ticket()));
    }
}
