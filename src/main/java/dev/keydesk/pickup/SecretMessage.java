package dev.keydesk.pickup;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.fields;
import static dev.keydesk.chat.Blocks.preformatted;
import static dev.keydesk.chat.Blocks.section;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.SecretText;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Marker;
import dev.keydesk.request.RequestDetails;

import java.util.ArrayList;
import java.util.List;

/**
 * The only message that contains a value: ephemeral, so only the requester sees it, and Slack does
 * not keep it.
 */
final class SecretMessage {
    private SecretMessage() {}

    static OutgoingMessage of(
            RequestDetails details,
            Marker attempt,
            String tenantId,
            IssuedSecret key,
            SecretText value) {
        // The text is without the value: Slack may show it in a notification, on a locked screen.
        // Screen readers reach the value in its own block.
        var text =
                "The client secret for %s (%s) is in this message, which only you can see and which is gone after a reload. It expires on %s. Store it now, then press I have it."
                        .formatted(
                                Mrkdwn.escape(details.app().name(), 120),
                                details.ticket(),
                                Mrkdwn.date(key.end()));
        return new OutgoingMessage(
                text,
                List.of(
                        section(
                                "*%s: the client secret for %s.* Only you can see this, and it is gone after a reload. Store it now."
                                        .formatted(
                                                details.ticket(),
                                                Mrkdwn.escape(details.app().name(), 120))),
                        section("*Client secret (value)*"),
                        preformatted(value.reveal()),
                        fields(
                                "*Tenant ID*\n" + Mrkdwn.code(tenantId),
                                "*Client ID*\n" + Mrkdwn.code(details.app().clientId()),
                                "*Expires*\n" + Mrkdwn.date(key.end()),
                                "*Key ID, which is not the secret*\n" + Mrkdwn.code(key.keyId())),
                        context(
                                "Entra may take a few minutes until it accepts a new secret. If a"
                                        + " sign-in fails with AADSTS7000215 at first, wait and try"
                                        + " again."),
                        actions("received-here", haveIt(attempt))));
    }

    /**
     * Returns the same for a modal: Slack would send the value back to Keydesk with a click on a
     * button there.
     */
    static OutgoingMessage withoutButton(OutgoingMessage shown) {
        var blocks = new ArrayList<>(shown.blocks());
        blocks.removeLast();
        blocks.add(
                context("It is gone when you close this. Then press *I have it* on the home tab."));
        return new OutgoingMessage(shown.text(), blocks);
    }

    private static Button haveIt(Marker attempt) {
        return Button.of(DeliveryConfirmation.HAVE_IT_HERE, "I have it", attempt.toString())
                .primary()
                .spoken("I have the secret of %s; remove this message".formatted(attempt.ticket()));
    }
}
