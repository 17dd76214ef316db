package dev.keydesk.request;

import dev.keydesk.workflow.Versioned;

/** A request with the version of its row. Each transition increases the version by one. */
public record StoredRequest(Versioned<SecretRequest> row) {
    /** Has no facts in its row but those of the state. */
    public StoredRequest(SecretRequest request, long version) {
        this(new Versioned<>(request, version));
    }

    /** Returns the state. */
    public SecretRequest request() {
        return row.state();
    }

    /** Returns the version of the row. */
    public long version() {
        return row.version();
    }

    /** Returns the ticket. */
    public Ticket ticket() {
        return request().ticket();
    }

    /** Returns what was requested. */
    public RequestDetails details() {
        return request().details();
    }
}
