package dev.keydesk.link;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.SecretText;
import dev.keydesk.request.RequestDetails;

import java.net.URI;
import java.util.ArrayList;

/**
 * The private message with a link and its code, which only the requester sees and Slack does not
 * keep.
 */
public final class LinkMessage {
    /** Slack opens the address itself, but wants the click acknowledged. */
    public static final String OPEN = "open-link";

    private LinkMessage() {}

    static OutgoingMessage of(
            RequestDetails details, URI publicUrl, Link link, LinkCredentials credentials) {
        var what =
                "Your one-time link to the client secret for %s (%s) works until %s."
                        .formatted(
                                Mrkdwn.escape(details.app().name(), 120),
                                details.ticket(),
                                Mrkdwn.date(link.goodUntil()));
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(section(what));
        credentials.code().ifPresent(code -> blocks.add(section(toType(code))));
        blocks.add(actions("link", open(details, address(publicUrl, link, credentials))));
        blocks.add(
                context(
                        credentials.code().isPresent()
                                ? "The secret is made when you enter the code on the page, and it"
                                        + " is shown once. If you get another link, this one stops"
                                        + " working."
                                : "The secret is made when the button on the page is pressed, and"
                                        + " it is shown once, to the person who presses it. If you"
                                        + " get another link, this one stops working."));
        // The text may be shown on a locked screen, so it contains neither the link nor the code.
        return new OutgoingMessage(what + " Link and code are in this message.", blocks);
    }

    private static String toType(SecretText code) {
        var digits = code.reveal();
        return "The page asks for this code: *%s %s*"
                .formatted(digits.substring(0, 3), digits.substring(3));
    }

    private static Button open(RequestDetails details, String address) {
        return Button.of(OPEN, "Open the one-time link", details.ticket().text())
                .primary()
                .spoken("Open the one-time link to the secret of " + details.ticket())
                .opens(address);
    }

    /**
     * The fragment after # stays in the browser; its first letter tells the page whether to ask for
     * a code.
     */
    private static String address(URI publicUrl, Link link, LinkCredentials credentials) {
        return "%s/pick-up/%s#%s.%s"
                .formatted(
                        publicUrl,
                        link.id(),
                        credentials.code().isPresent() ? "c" : "o",
                        credentials.token().reveal());
    }
}
