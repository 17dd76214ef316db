package dev.keydesk.simulation;

import dev.keydesk.sandbox.SimulatedResponse;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request handed to a servlet on the caller's own thread. It knows what our pages ask of a
 * request, and fails at anything else.
 */
final class InsideCall {
    private final String path;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private final Map<String, String> answerHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final PrintWriter writer =
            new PrintWriter(new OutputStreamWriter(answer, StandardCharsets.UTF_8));
    private int status = 200;

    private InsideCall(String path, Map<String, String> headers, byte[] body) {
        this.path = path;
        this.headers.putAll(headers);
        this.body = body.clone();
    }

    /** A POST and its answer. */
    static SimulatedResponse post(
            HttpServlet to, String path, Map<String, String> headers, byte[] body)
            throws IOException {
        var call = new InsideCall(path, headers, body);
        try {
            to.service(
                    call.as(HttpServletRequest.class, call::asked),
                    call.as(HttpServletResponse.class, call::told));
        } catch (ServletException broken) {
            throw new IOException(broken);
        }
        call.writer.flush();
        return new SimulatedResponse(
                call.status, call.answerHeaders, call.answer.toString(StandardCharsets.UTF_8));
    }

    private interface Behaviour {
        @Nullable Object of(Method method, Object[] arguments);
    }

    private <T> T as(Class<T> type, Behaviour behaviour) {
        return type.cast(
                Proxy.newProxyInstance(
                        InsideCall.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, given) ->
                                behaviour.of(method, given == null ? new Object[0] : given)));
    }

    private @Nullable Object asked(Method method, Object[] given) {
        return switch (method.getName()) {
            case "getMethod" -> "POST";
            case "getPathInfo", "getRequestURI" -> path;
            case "getRemoteAddr" -> "192.0.2.7";
            case "getContentLengthLong" -> (long) body.length;
            case "getContentType" -> headers.get("Content-Type");
            case "getHeader" -> headers.get((String) given[0]);
            case "getHeaderNames" -> Collections.enumeration(headers.keySet());
            case "getHeaders" ->
                    Collections.enumeration(
                            headers.containsKey((String) given[0])
                                    ? List.of(headers.get((String) given[0]))
                                    : List.<String>of());
            case "getInputStream" -> new Body(new ByteArrayInputStream(body));
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private @Nullable Object told(Method method, Object[] given) {
        switch (method.getName()) {
            case "setStatus", "sendError" -> status = (Integer) given[0];
            case "setHeader", "addHeader" ->
                    answerHeaders.put((String) given[0], (String) given[1]);
            case "setContentType" -> answerHeaders.put("Content-Type", (String) given[0]);
            case "setCharacterEncoding", "setContentLength", "setContentLengthLong" -> {}
            case "getOutputStream" -> {
                return new Answer(answer);
            }
            case "getWriter" -> {
                return writer;
            }
            case "isCommitted" -> {
                return false;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        }
        return null;
    }

    private static final class Body extends ServletInputStream {
        private final InputStream bytes;

        Body(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            return bytes.read(into, from, most);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("read at once");
        }
    }

    private static final class Answer extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        Answer(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int next) {
            bytes.write(next);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("written at once");
        }
    }
}
