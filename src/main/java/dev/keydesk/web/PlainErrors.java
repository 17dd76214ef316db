package dev.keydesk.web;

import org.eclipse.jetty.ee10.servlet.ErrorHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers errors with one plain line: the status and its name, without path, stack trace or
 * version.
 */
final class PlainErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        SecurityHeaders.addTo(response.getHeaders());
        Content.Sink.write(response, true, line(response.getStatus()), callback);
        return true;
    }

    private static String line(int status) {
        return status + " " + HttpStatus.getMessage(status) + "\n";
    }
}
