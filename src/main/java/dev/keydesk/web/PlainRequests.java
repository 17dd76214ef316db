package dev.keydesk.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses unknown methods and paths that are not written plainly. A proxy that publishes {@code
 * /pick-up/} and hides {@code /metrics} compares the raw path, so each path must have only one
 * spelling: no {@code ..}, no {@code ;}, no {@code %}, no two slashes.
 */
final class PlainRequests extends Handler.Wrapper {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)++/?");

    PlainRequests(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!METHODS.contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST");
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        if (!PATH.matcher(request.getHttpURI().getPath()).matches()) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
