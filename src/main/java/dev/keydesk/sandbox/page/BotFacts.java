package dev.keydesk.sandbox.page;

import java.util.List;

/**
 * What the desk itself knows, for whoever looks behind the counter. Read on the page's threads,
 * several times a second; neither list holds the value of a secret.
 */
public interface BotFacts {

    /** False while it starts; then there is nothing in its books. */
    boolean isThere();

    /** All requests, the newest first. */
    List<RequestLine> requests();

    /** The audit trail, the newest first. */
    List<AuditLine> audit();
}
