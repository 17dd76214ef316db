package dev.keydesk.web;

import dev.keydesk.link.Visit;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.DoSHandler;
import org.eclipse.jetty.server.handler.DoSHandler.LeakingBucketTrackerFactory;
import org.eclipse.jetty.util.Callback;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Slows down whoever presses too often, by address and by link. What keeps secrets safe are the
 * token and the five codes; this keeps the database from being busy with guesses.
 */
final class Flood {
    private static final String POSTS = "POST";
    private static final String PAGE = "/pick-up/*";
    private static final Duration LITTLE = Duration.ofSeconds(10);

    /** A whole company may stand behind one address. */
    private static final int BY_ADDRESS_AT_ONCE = 100;

    private static final int BY_ADDRESS_PER_SECOND = 10;
    private static final int BY_LINK_AT_ONCE = 20;
    private static final int BY_LINK_PER_SECOND = 2;

    /** A limit to how many are remembered would refuse everybody beyond it, and be a weapon. */
    private static final int ALL_REMEMBERED = 0;

    private Flood() {}

    static Handler gate(Handler next) {
        var byLink =
                slowed(
                        new DoSHandler(
                                next,
                                Request::getPathInContext,
                                new LeakingBucketTrackerFactory(
                                        BY_LINK_PER_SECOND, BY_LINK_AT_ONCE, LITTLE),
                                Flood::refuse,
                                ALL_REMEMBERED));
        return slowed(
                new DoSHandler(
                        byLink,
                        Flood::address,
                        new LeakingBucketTrackerFactory(
                                BY_ADDRESS_PER_SECOND, BY_ADDRESS_AT_ONCE, LITTLE),
                        Flood::refuse,
                        ALL_REMEMBERED));
    }

    private static Handler slowed(DoSHandler handler) {
        handler.includeMethod(POSTS);
        handler.includePath(PAGE);
        return handler;
    }

    /**
     * Who calls. What a proxy of our own says is believed, and only the last address it says, which
     * it has seen itself; the ones before that anybody can write.
     */
    static String address(Request request) {
        var peer = peer(request);
        var said = request.getHeaders().getLast(HttpHeader.X_FORWARDED_FOR);
        if (said == null || !isOurs(peer)) {
            return peer;
        }
        // Some proxies add the caller's port, and each connection would count as another caller.
        return said.substring(said.lastIndexOf(',') + 1)
                .strip()
                .replaceFirst("^([0-9.]+):[0-9]+$", "$1");
    }

    private static String peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    private static boolean isOurs(String peer) {
        try {
            var address = InetAddress.ofLiteral(peer);
            return address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || isUniqueLocal(address);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /** The private addresses of IPv6, fc00::/7, which Java has no name for. */
    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    private static boolean refuse(Request request, Response response, Callback callback)
            throws IOException {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS_429);
        response.getHeaders().put(HttpHeader.RETRY_AFTER, LITTLE.toSeconds());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
        response.write(
                true, ByteBuffer.wrap(VisitJson.bytes(new Visit.SlowDown(LITTLE))), callback);
        return true;
    }
}
