package dev.keydesk.orphans;

import dev.keydesk.expiry.Scan;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Requests;

import java.util.function.BiPredicate;

/** Client secrets that carry our name and belong to no request: operators are told of them. */
public final class OrphanFeature {
    private final OrphanDetection detection;

    /**
     * Puts the parts together and registers them.
     *
     * @param beingRemoved whether the secret of that attempt, with that key id, is still looked for
     *     in order to be removed
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
        platform.jobs().on(OrphanDetection.LOOK, detection::look);
        OrphanMessage.register(platform.db(), liveMessages, messaging.channels().operators().id());
    }

    /** Hears of what scans see. */
    public OrphanDetection detection() {
        return detection;
    }
}
