package dev.keydesk.request;

import dev.keydesk.entra.AppIndex;
import dev.keydesk.lookup.AppFacts;

/**
 * The app registrations of the tenant.
 *
 * @param index those that the desk serves, in memory, as the last scan saw them
 * @param search looks in the index on threads of its own
 * @param facts what Entra says of one of them now, or else what the last scan saw
 */
public record AppCatalog(AppIndex index, AppSearch search, AppFacts facts) {}
