package dev.keydesk.request;

import dev.keydesk.entra.AppIndex;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.lookup.AppFacts;
import dev.keydesk.lookup.EntraLookup;

/**
 * The app registrations of the tenant.
 *
 * @param index those that Keydesk serves, in memory, as the last scan saw them
 * @param search in the index, on threads of its own
 * @param facts about one of them, from Entra now or from the last scan
 */
public record AppCatalog(AppIndex index, AppSearch search, AppFacts facts) {
    /**
     * Returns the apps of an index.
     *
     * @param pool where searches run
     */
    public static AppCatalog of(AppIndex index, ComputePool pool, EntraLookup lookup) {
        return new AppCatalog(index, new AppSearch(index, pool), new AppFacts(lookup, index));
    }
}
