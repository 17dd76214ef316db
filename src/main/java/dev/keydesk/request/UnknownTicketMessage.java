package dev.keydesk.request;

/** What people hear when a button names nothing we know. */
public final class UnknownTicketMessage {
    public static final String TICKET =
            "The desk has no request with that name, so nothing was changed. The button may be from"
                    + " an older installation. Type /new-client-secret to send a new request.";

    private UnknownTicketMessage() {}
}
