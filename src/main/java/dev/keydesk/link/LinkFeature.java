package dev.keydesk.link;

import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.pickup.PickUpButtons;
import dev.keydesk.pickup.PickUpFeature;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.Requests;

/** The one-time link: requested in Slack, opened in a browser. */
public final class LinkFeature {
    private final LinkOffers offers;
    private final LinkPageActions page;

    /** Creates the parts and registers them. */
    public LinkFeature(
            Platform platform,
            Messaging messaging,
            Requests requests,
            AccessRules access,
            PickUpFeature pickUp,
            LinkOffers.Terms terms) {
        var verification = new LinkVerification(platform, requests, messaging.chat());
        this.offers =
                new LinkOffers(
                        platform, requests, access, pickUp.pickUps(), messaging.chat(), terms);
        this.page =
                new LinkPageActions(
                        platform,
                        verification,
                        requests,
                        pickUp.pickUps(),
                        pickUp.confirmation(),
                        terms.tenantId());
        messaging.handlers().button(PickUpButtons.GET_LINK, offers::offer);
        messaging.handlers().link(LinkMessage.OPEN);
        platform.periodicTasks().everyInCluster(PeriodicTasks.AN_HOUR, "links", offers::forgetOld);
        platform.jobs().register(LinkVerification.TELL_CLOSED, verification::tellClosed);
    }

    public LinkOffers offers() {
        return offers;
    }

    /** Returns the actions of the buttons on the pick-up page. */
    public LinkPageActions page() {
        return page;
    }
}
