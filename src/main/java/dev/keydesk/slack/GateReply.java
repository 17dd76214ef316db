package dev.keydesk.slack;

import com.slack.api.bolt.response.Response;
import com.slack.api.util.json.GsonFactory;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the gate writes back. Always UTF-8: a servlet's own default turns an ellipsis into "?". */
record GateReply(int status, String contentType, String body) {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    static GateReply empty(int status) {
        return new GateReply(status, TEXT, "");
    }

    static GateReply text(int status, String sentence) {
        return new GateReply(status, TEXT, sentence + "\n");
    }

    static GateReply json(Object answer) {
        return new GateReply(
                HttpServletResponse.SC_OK, JSON, GsonFactory.createSnakeCase().toJson(answer));
    }

    static GateReply of(Response bolt) {
        String type = bolt.getContentType();
        return new GateReply(
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
