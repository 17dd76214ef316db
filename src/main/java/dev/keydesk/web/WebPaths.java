package dev.keydesk.web;

import dev.keydesk.config.Settings;
import dev.keydesk.expirychart.ChartPictures;
import dev.keydesk.link.LinkPageActions;

import jakarta.servlet.http.HttpServlet;

import java.time.InstantSource;
import java.util.Map;

/** The servlets of all paths. */
public final class WebPaths {
    private WebPaths() {}

    /**
     * Returns the servlets by path.
     *
     * @param slack handles Slack's requests
     */
    public static Map<String, HttpServlet> of(
            HttpServlet slack,
            LinkPageActions link,
            ChartPictures charts,
            Settings.Web settings,
            InstantSource clock) {
        var publicUrl = settings.publicUrl();
        return Map.of(
                "/slack/events",
                slack,
                "/pick-up/*",
                new PickUpPage(link, publicUrl, settings.trustedProxies(), clock),
                "/page/*",
                new PageFiles(publicUrl),
                "/months/*",
                new ExpiryChartPage(charts));
    }
}
