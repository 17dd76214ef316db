package dev.keydesk.slack;

import com.slack.api.bolt.response.Response;
import com.slack.api.util.json.GsonFactory;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the gate writes back. Always UTF-8: a servlet's own default turns an ellipsis into "?". */
record Reply(int status, String contentType, String body) {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    static Reply empty(int status) {
        return new Reply(status, TEXT, "");
    }

    static Reply text(int status, String sentence) {
        return new Reply(status, TEXT, sentence + "\n");
    }

    static Reply json(Object answer) {
        return new Reply(
                HttpServletResponse.SC_OK, JSON, GsonFactory.createSnakeCase().toJson(answer));
    }

    static Reply of(Response bolt) {
        String type = bolt.getContentType();
        return new Reply(
                bolt.getStatusCode(),
                type != null && type.startsWith("application/json") ? JSON : TEXT,
                bolt.getBody() == null ? "" : bolt.getBody());
    }

    void writeTo(HttpServletResponse response) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(contentType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    @Override
    public String toString() {
        return "Reply(" + status + ")";
    }
}
