package dev.keydesk.request;

/** A request as it stands in the database. Every move makes the version one more. */
public record StoredRequest(SecretRequest request, long version) {
    public Ticket ticket() {
        return request.ticket();
    }

    public RequestDetails details() {
        return request.details();
    }
}
