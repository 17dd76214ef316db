package dev.keydesk.sandbox;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request to a {@link LoopbackServer}, which is answered once. */
public final class HttpCall {
    private static final int LARGEST_REST = 1024 * 1024;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final InputStream body;

    HttpCall(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.body = Content.Source.asInputStream(request);
    }

    /** Returns the HTTP method. */
    public String method() {
        return request.getMethod();
    }

    /**
     * Returns path and query as they were sent.
     *
     * @throws IllegalArgumentException if they are not a URI
     */
    public URI uri() {
        return URI.create(request.getHttpURI().getPathQuery());
    }

    /** Returns the decoded path. */
    public String path() {
        return uri().getPath();
    }

    /** Returns the query as it was sent; empty if there is none. */
    public String query() {
        return Optional.ofNullable(uri().getRawQuery()).orElse("");
    }

    /** Returns the first header of that name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** Returns all header values by names in any case. */
    public Map<String, List<String>> headers() {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders()
                .forEach(field ->
                        headers.computeIfAbsent(field.getName(), _ -> new ArrayList<>())
                                .add(String.valueOf(field.getValue())));
        return headers;
    }

    /** Returns the port on which the request came in. */
    public int port() {
        return Request.getLocalPort(request);
    }

    /** Returns the caller's port, which tells connections apart. */
    public int callersPort() {
        return Request.getRemotePort(request);
    }

    public InputStream body() {
        return body;
    }

    /** Returns the whole body. */
    public String text() throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Sends the answer. */
    public void answer(int status, Map<String, String> headers, String body) {
        answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the answer. */
    public void answer(int status, Map<String, String> headers, byte[] body) {
        begin(status, headers);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** Begins an answer whose body is written in parts; closing the stream ends it. */
    public OutputStream stream(int status, Map<String, String> headers) {
        begin(status, headers);
        return new FinishingStream(Content.Sink.asOutputStream(response), callback);
    }

    private void begin(int status, Map<String, String> headers) {
        readTheRest();
        response.setStatus(status);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
    }

    /**
     * Reads the rest of the request: Jetty closes a connection whose request was not read to its
     * end, and the caller may then lose the answer.
     */
    private void readTheRest() {
        try {
            body.skipNBytes(LARGEST_REST);
        } catch (EOFException wholeBodyRead) {
            // The expected case.
        } catch (IOException callerIsGone) {
            // The answer fails as well, and Jetty closes the connection.
        }
    }

    /** Closes the connection without an answer. */
    public void hangUp() {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new EofException("hung up on purpose"));
    }

    /** Tells Jetty that the answer is complete once the stream is closed. */
    private static final class FinishingStream extends OutputStream {
        private final OutputStream out;
        private final Callback callback;

        FinishingStream(OutputStream out, Callback callback) {
            this.out = out;
            this.callback = callback;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
                callback.succeeded();
            } catch (IOException e) {
                callback.failed(e);
                throw e;
            }
        }
    }
}
