package dev.keydesk.renewal;

import dev.keydesk.request.Ticket;

/**
 * A renewal as it stands in the database. Every move, also of its removal, makes the version more.
 */
record StoredRenewal(Renewal renewal, long version) {
    Ticket ticket() {
        return renewal.renewed().ticket();
    }
}
