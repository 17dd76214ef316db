package dev.keydesk.sandbox.page;

import java.util.List;

/**
 * What Keydesk has stored, for visitors who look at its data. It is read on the page's threads
 * several times a second; neither list holds the value of a secret.
 */
public interface BotFacts {

    /** Returns false while Keydesk is starting; the lists are empty then. */
    boolean isThere();

    /** Returns all requests, the newest first. */
    List<RequestLine> requests();

    /** Returns the audit log, the newest first. */
    List<AuditLine> audit();
}
