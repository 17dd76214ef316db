package dev.keydesk.home;

import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.RequestFeature;

import java.time.ZoneId;

/** Wires the Home tab. */
public final class HomeFeature {
    private HomeFeature() {}

    /**
     * Creates the parts and registers them.
     *
     * @param zone the time zone of calendar days
     */
    public static void register(
            Platform platform,
            Messaging messaging,
            RequestFeature request,
            HomeSources sources,
            ZoneId zone) {
        var page =
                new HomePage(
                        platform,
                        messaging.chat(),
                        request.requests(),
                        request.access().principals(),
                        sources,
                        zone);
        var handlers = messaging.handlers();
        handlers.homeTab(HomePage.OPENED, page::opened);
        handlers.buttonInPlace(HomePage.MORE, page::turned);
        handlers.buttonInPlace(HomePage.BACK, page::turned);
        handlers.opens(
                HomePage.NEW, press -> request.forms().open(press.user(), press.triggerId(), ""));
        platform.periodicTasks()
                .everyInCluster(PeriodicTasks.AN_HOUR, "pictures", sources.charts()::forgetOld);
        platform.jobs().register(HomePage.REFRESH, page::refresh);
        request.requests().listen(page);
    }
}
