package dev.keydesk.keychange;

import dev.keydesk.entra.Entra;
import dev.keydesk.lookup.EntraLookup;

/**
 * How credentials are made, looked at and removed in Entra.
 *
 * @param lookup tells what is really gone
 * @param leases changes of one app take turns
 */
public record CredentialChanges(
        Entra entra, EntraLookup lookup, AppLeases leases, KeyRemoval removal) {
    public CredentialChanges(Entra entra, EntraLookup lookup, AppLeases leases) {
        this(entra, lookup, leases, new KeyRemoval(entra, leases));
    }
}
