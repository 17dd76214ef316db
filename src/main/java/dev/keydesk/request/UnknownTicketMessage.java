package dev.keydesk.request;

/** The answer to a button whose subject does not exist. */
public final class UnknownTicketMessage {
    public static final String TICKET =
            "The desk has no request with that name, so nothing was changed. The button may be from"
                    + " an older installation. Type /new-client-secret to send a new request.";

    private UnknownTicketMessage() {}
}
