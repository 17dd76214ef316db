package dev.keydesk.keychange;

import dev.keydesk.entra.Entra;
import dev.keydesk.lookup.EntraLookup;

/**
 * The parts by which credentials are made, looked up and removed in Entra.
 *
 * @param lookup proves what is gone
 * @param leases keep changes of one app apart
 */
public record CredentialChanges(
        Entra entra, EntraLookup lookup, AppLeases leases, KeyRemoval removal) {
    /** Removes through the same Entra and leases. */
    public CredentialChanges(Entra entra, EntraLookup lookup, AppLeases leases) {
        this(entra, lookup, leases, new KeyRemoval(entra, leases));
    }
}
