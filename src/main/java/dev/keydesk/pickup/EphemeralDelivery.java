package dev.keydesk.pickup;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.ViewAddress;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.SecretText;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Marker;
import dev.keydesk.request.RequestDetails;
import dev.keydesk.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the secret in an ephemeral answer to the requester's own click. */
final class EphemeralDelivery implements SecretDelivery {
    private static final Logger log = LoggerFactory.getLogger(EphemeralDelivery.class);

    private final Chat chat;
    private final String tenantId;
    private final String responseUrl;

    EphemeralDelivery(Chat chat, String tenantId, String responseUrl) {
        this.chat = chat;
        this.tenantId = tenantId;
        this.responseUrl = responseUrl;
    }

    @Override
    public DeliveryMethod method() {
        return DeliveryMethod.SLACK;
    }

    /** A click in Slack stays valid as long as it can be answered. */
    @Override
    public void begin(Tx tx, Marker attempt) {}

    @Override
    public InteractionAnswer show(
            RequestDetails details, Marker attempt, IssuedSecret key, SecretText value) {
        try {
            var shown = SecretMessage.of(details, attempt, tenantId, key, value);
            chat.respond(
                    responseUrl,
                    ViewAddress.isOne(responseUrl) ? SecretMessage.withoutButton(shown) : shown);
            return InteractionAnswer.visibleAlready();
        } catch (ChatFailure failure) {
            // It may have arrived all the same, so it is never sent a second time.
            log.warn("ref={} not shown: {}", attempt, failure.getMessage());
            return InteractionAnswer.say(
                    "The secret of %s was made, but Slack did not accept the message that shows it. If you see no secret, press *I did not get it* below: the secret is removed, and you can pick up a new one."
                            .formatted(details.ticket()));
        }
    }
}
