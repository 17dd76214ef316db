package dev.keydesk.home;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.expirychart.ExpiryChart;
import dev.keydesk.ownership.CredentialView;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that a home tab shows.
 *
 * @param newest requests of that person
 * @param member whether they may see keys at all
 * @param keys of the apps they look after, most urgent first
 * @param drawn how a key looks there
 * @param csv the button that sends them all
 * @param page from 0; one that is there
 * @param asOf when the keys were read; empty if they never were
 * @param stale whether that is long ago
 * @param picture where Slack finds the months; empty if they are told in words
 * @param missing a sentence if the desk does not know all keys of that person yet
 */
record HomeFacts(
        List<MyRequest> newest,
        boolean member,
        List<CredentialView> keys,
        Function<CredentialView, LayoutBlock> drawn,
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

    LayoutBlock line(CredentialView view) {
        return drawn.apply(view);
    }

    HomeFacts withoutPicture() {
        return new HomeFacts(
                newest,
                member,
                keys,
                drawn,
                csv,
                page,
                asOf,
                stale,
                expiryChart,
                Optional.empty(),
                missing);
    }
}
