package dev.keydesk.request;

import dev.keydesk.workflow.Versioned;

/** A request as it stands in the database. Every move makes the version one more. */
public record StoredRequest(Versioned<SecretRequest> row) {
    /** One whose row has no facts but those of the state. */
    public StoredRequest(SecretRequest request, long version) {
        this(new Versioned<>(request, version));
    }

    public SecretRequest request() {
        return row.state();
    }

    public long version() {
        return row.version();
    }

    public Ticket ticket() {
        return request().ticket();
    }

    public RequestDetails details() {
        return request().details();
    }
}
