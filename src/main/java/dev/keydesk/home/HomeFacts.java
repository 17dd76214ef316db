package dev.keydesk.home;

import dev.keydesk.chat.Button;
import dev.keydesk.expirychart.ExpiryChart;
import dev.keydesk.ownership.CredentialView;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a Home tab shows.
 *
 * @param newest requests of that person
 * @param member whether they may see credentials at all
 * @param keys of the apps for which they are responsible, most urgent first
 * @param csv the button that sends all of them
 * @param page from 0; an existing one
 * @param asOf when the credentials were read; empty if they never were
 * @param stale whether that is long ago
 * @param picture the address of the chart; empty if the numbers are shown as text
 * @param missing a sentence if the list may be incomplete
 */
record HomeFacts(
        List<MyRequest> newest,
        boolean member,
        List<CredentialView> keys,
        Button csv,
        int page,
        Optional<Instant> asOf,
        boolean stale,
        ExpiryChart expiryChart,
        Optional<URI> picture,
        Optional<String> missing) {
    HomeFacts {
        newest = List.copyOf(newest);
        keys = List.copyOf(keys);
    }

    List<CredentialView> onPage() {
        int from = page * HomeView.KEYS_ON_A_PAGE;
        return keys.subList(from, Math.min(from + HomeView.KEYS_ON_A_PAGE, keys.size()));
    }

    HomeFacts withoutPicture() {
        return new HomeFacts(
                newest,
                member,
                keys,
                csv,
                page,
                asOf,
                stale,
                expiryChart,
                Optional.empty(),
                missing);
    }
}
