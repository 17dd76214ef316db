package dev.keydesk.bench;

import dev.keydesk.config.SecretText;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Function;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The least a bot can do: check the signature, do one thing with the body, answer 200. */
final class PlainServlet extends HttpServlet {
    private final transient SecretKeySpec key;
    private final transient Function<String, String> answer;

    PlainServlet(SecretText signingSecret, Function<String, String> answer) {
        this.key =
                new SecretKeySpec(
                        signingSecret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.answer = answer;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        if (!isSigned(request, body)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        byte[] said =
                answer.apply(new String(body, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(said.length);
        response.getOutputStream().write(said);
    }

    private boolean isSigned(HttpServletRequest request, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(
                    ("v0:" + request.getHeader("X-Slack-Request-Timestamp") + ":")
                            .getBytes(StandardCharsets.UTF_8));
            var expected = "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8),
                    String.valueOf(request.getHeader("X-Slack-Signature"))
                            .getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
