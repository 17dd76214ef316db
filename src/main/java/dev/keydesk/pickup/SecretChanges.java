package dev.keydesk.pickup;

import dev.keydesk.entra.Entra;
import dev.keydesk.keychange.AppLeases;
import dev.keydesk.keychange.KeyRemoval;
import dev.keydesk.lookup.EntraLookup;

/**
 * How secrets are made and removed in Entra.
 *
 * @param leases changes of one app take turns
 * @param cleanup looks again for secrets of attempts that were given up
 */
public record SecretChanges(
        Entra entra,
        EntraLookup lookup,
        AppLeases leases,
        KeyRemoval removal,
        OrphanCleanup cleanup) {}
