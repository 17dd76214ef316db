package dev.keydesk.request;

/** Somebody else moved the request first. Nothing was changed; read it again. */
public final class StaleVersionException extends RuntimeException {
    public StaleVersionException(Ticket ticket) {
        super(ticket + " was moved by somebody else", null, false, false);
    }
}
