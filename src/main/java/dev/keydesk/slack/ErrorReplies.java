package dev.keydesk.slack;

import com.slack.api.bolt.response.Response;

import dev.keydesk.chat.Blocks;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.OutgoingMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Tells a person privately that their action could not be accepted. Each kind of request has its
 * own way to carry that; where the answer to Slack has no room for text, a message is sent besides.
 */
final class ErrorReplies {
    private static final Logger log = LoggerFactory.getLogger(ErrorReplies.class);

    private final Chat chat;
    private final Executor beside;

    /**
     * @param beside runs what the answer to Slack does not wait for
     */
    ErrorReplies(Chat chat, Executor beside) {
        this.chat = chat;
        this.beside = beside;
    }

    Response replyTo(GateDelivery delivery, String sentence) {
        return switch (delivery.kind()) {
            case COMMAND -> Response.ok(Map.of("response_type", "ephemeral", "text", sentence));
            case SUBMISSION -> onForm(delivery, sentence);
            case SUGGESTION -> Response.ok(Map.of("options", List.of()));
            case CLICK, SHORTCUT -> {
                beside.execute(() -> tell(delivery, sentence));
                yield Response.ok();
            }
            case CLOSED, EVENT, URL_VERIFICATION, SSL_CHECK, OTHER -> Response.ok();
        };
    }

    /** Puts the sentence at a field, so that the form stays open with everything that was typed. */
    private static Response onForm(GateDelivery delivery, String sentence) {
        return delivery.firstInput()
                .map(block ->
                        Response.ok(
                                Map.of(
                                        "response_action",
                                        "errors",
                                        "errors",
                                        Map.of(block, sentence))))
                .orElseGet(() ->
                        Response.ok(
                                Map.of(
                                        "response_action",
                                        "update",
                                        "view",
                                        Blocks.notice(
                                                "Not accepted",
                                                List.of(Blocks.section(sentence))))));
    }

    private void tell(GateDelivery delivery, String sentence) {
        try {
            if (delivery.responseUrl().isPresent()) {
                chat.respond(delivery.responseUrl().get(), OutgoingMessage.of(sentence));
            } else if (delivery.user().isPresent()) {
                chat.dm(delivery.user().get(), OutgoingMessage.of(sentence));
            }
        } catch (ChatFailure e) {
            log.warn("A person was not told that nothing was done: {}", e.getMessage());
        }
    }
}
