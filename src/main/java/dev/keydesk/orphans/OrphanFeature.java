package dev.keydesk.orphans;

import dev.keydesk.expiry.Scan;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Requests;

import java.util.function.BiPredicate;

/**
 * Client secrets that carry Keydesk's marker and belong to no request: the operators are told about
 * them.
 */
public final class OrphanFeature {
    private final OrphanDetection detection;

    /**
     * Creates the parts and registers them.
     *
     * @param beingRemoved whether the secret of an attempt, with a key id, is still being removed
     */
    public OrphanFeature(
            Platform platform,
            Messaging messaging,
            Requests requests,
            EntraLookup lookup,
            BiPredicate<Marker, String> beingRemoved,
            Scan scan) {
        var liveMessages = messaging.liveMessages();
        this.detection =
                new OrphanDetection(platform, liveMessages, requests, lookup, beingRemoved);
        scan.listeners().onPage(detection::scanned);
        platform.jobs().register(OrphanDetection.LOOK, detection::look);
        OrphanMessage.register(platform.db(), liveMessages, messaging.channels().operators().id());
    }

    /** Returns what looks at the pages of scans. */
    public OrphanDetection detection() {
        return detection;
    }
}
