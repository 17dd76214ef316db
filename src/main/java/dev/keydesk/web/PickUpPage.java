package dev.keydesk.web;

import dev.keydesk.config.TrustedProxies;
import dev.keydesk.link.LinkPageActions;
import dev.keydesk.link.PickUpPageResult;
import dev.keydesk.logging.SafeTrace;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The servlet at {@code /pick-up/{id}}. A GET returns the same static page for every id and every
 * visitor, so link previews, scanners and the wrong people learn nothing and change nothing. Only
 * the page itself, which holds the token that is never part of a requested address, can post to it.
 */
public final class PickUpPage extends HttpServlet {
    private static final Logger log = LoggerFactory.getLogger(PickUpPage.class);
    private static final Pattern ONE_NAME = Pattern.compile("/[^/]+");
    private static final int MOST_BYTES = 4096;

    private final transient PageFile page = PageFile.read("pick-up.html");
    private final transient LinkPageActions visits;
    private final transient PageHeaders headers;
    private final transient Optional<String> ourOrigin;
    private final transient GuessLimit guesses;

    /**
     * @param proxies whose {@code X-Forwarded-For} is believed
     */
    public PickUpPage(
            LinkPageActions visits,
            Optional<URI> publicUrl,
            TrustedProxies proxies,
            InstantSource clock) {
        this.visits = visits;
        this.guesses = new GuessLimit(proxies, clock);
        this.headers = new PageHeaders(publicUrl);
        this.ourOrigin = publicUrl.map(PickUpPage::origin);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        headers.addTo(response);
        if (isPage(request)) {
            page.writeTo(response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        headers.addTo(response);
        if (!isPage(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!isFromOurPage(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (!isJson(request)) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else {
            var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                response.setHeader("Connection", "close");
                response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            } else {
                PickUpPageJson.write(visit(request, body), response);
            }
        }
    }

    /**
     * An unreadable body is answered like a wrong token. An unexpected failure is logged without
     * its message, which may contain anything.
     */
    private PickUpPageResult visit(HttpServletRequest request, byte[] body) throws IOException {
        var id = request.getPathInfo().substring(1);
        PickUpPost pickUpPost;
        try {
            pickUpPost = PickUpPost.read(body);
        } catch (IOException | IllegalArgumentException unreadable) {
            return guesses.refuses(request, () -> false)
                    ? new PickUpPageResult.SlowDown(GuessLimit.PAUSE)
                    : new PickUpPageResult.Unknown();
        }
        try {
            if (guesses.refuses(request, () -> visits.fits(id, pickUpPost.token()))) {
                return new PickUpPageResult.SlowDown(GuessLimit.PAUSE);
            }
            return switch (pickUpPost.what()) {
                case PICK_UP -> visits.pickUp(id, pickUpPost.token(), pickUpPost.code());
                case HAVE_IT -> visits.haveIt(id, pickUpPost.token(), pickUpPost.code());
                case NOT_RECEIVED -> visits.notReceived(id, pickUpPost.token(), pickUpPost.code());
            };
        } catch (RuntimeException trouble) {
            log.error("a visit failed", SafeTrace.of(trouble));
            throw new IOException("a visit failed");
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        var path = request.getPathInfo();
        return path != null && ONE_NAME.matcher(path).matches();
    }

    /** Browsers send both headers; a page cannot forge the second one. */
    private boolean isFromOurPage(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = Optional.ofNullable(request.getHeader("Origin"));
        return origin.isPresent()
                && origin.equals(ourOrigin)
                && (site == null || site.equals("same-origin"));
    }

    private static boolean isJson(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    /** Returns the origin as browsers write it: without a default port and without a path. */
    private static String origin(URI url) {
        boolean usual =
                url.getPort() == -1
                        || (url.getScheme().equalsIgnoreCase("https") && url.getPort() == 443)
                        || (url.getScheme().equalsIgnoreCase("http") && url.getPort() == 80);
        var host = url.getScheme() + "://" + url.getHost();
        return (usual ? host : host + ":" + url.getPort()).toLowerCase(Locale.ROOT);
    }
}
