package dev.keydesk.home;

import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.Requests;

import java.time.ZoneId;

/** The home tab. */
public final class HomeFeature {
    private HomeFeature() {}

    /**
     * Puts the parts together and registers them.
     *
     * @param zone in which days are counted
     */
    public static void register(
            Platform platform,
            Messaging messaging,
            Requests requests,
            PrincipalResolver principals,
            HomeSources sources,
            ZoneId zone) {
        var page = new HomePage(platform, messaging.chat(), requests, principals, sources, zone);
        messaging.inbox().on(HomePage.OPENED, page::opened);
        messaging.inbox().on(HomePage.MORE, page::turned);
        messaging.inbox().on(HomePage.BACK, page::turned);
        platform.jobs().on(HomePage.REFRESH, page::refresh);
        requests.listen(page);
    }
}
