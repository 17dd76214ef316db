package dev.keydesk.request;

/** A request as it stands in the database. Every move makes the version one more. */
public record Stored(SecretRequest request, long version) {
    public Ticket ticket() {
        return request.ticket();
    }

    public Ask ask() {
        return request.ask();
    }
}
