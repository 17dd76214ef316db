package dev.keydesk.link;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.SecretText;
import dev.keydesk.request.Ask;

import java.net.URI;
import java.util.ArrayList;

/** The private message with a link and its code: seen by the requester alone, not kept by Slack. */
public final class LinkMessage {
    /** Slack opens the address by itself, but wants the click acknowledged. */
    public static final String OPEN = "open-link";

    private LinkMessage() {}

    static Message of(Ask ask, URI publicUrl, Link link, Key key) {
        var what =
                "Your one-time link to the client secret for %s (%s) is good until %s."
                        .formatted(
                                Mrkdwn.escape(ask.app().name(), 120),
                                ask.ticket(),
                                Mrkdwn.date(link.goodUntil()));
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(section(what));
        key.code().ifPresent(code -> blocks.add(section(toType(code))));
        blocks.add(actions("link", open(ask, address(publicUrl, link, key))));
        blocks.add(
                context(
                        key.code().isPresent()
                                ? "The secret is made when link and code come together, and shown"
                                        + " once. Asking for another link ends this one."
                                : "The secret is made when the button on the page is pressed, and"
                                        + " shown once, to whoever presses it. Asking for another"
                                        + " link ends this one."));
        // The text may show on a locked screen, so it holds neither the link nor the code.
        return new Message(what + " Link and code are in this message.", blocks);
    }

    private static String toType(SecretText code) {
        var digits = code.reveal();
        return "The page asks for this code: *%s %s*"
                .formatted(digits.substring(0, 3), digits.substring(3));
    }

    private static Button open(Ask ask, String address) {
        return Button.of(OPEN, "Open the one-time link", ask.ticket().text())
                .primary()
                .spoken("Open the one-time link to the secret of " + ask.ticket())
                .opens(address);
    }

    /** What stands behind # stays in the browser; the first letter tells it whether to ask. */
    private static String address(URI publicUrl, Link link, Key key) {
        return "%s/pick-up/%s#%s.%s"
                .formatted(
                        publicUrl,
                        link.id(),
                        key.code().isPresent() ? "c" : "o",
                        key.token().reveal());
    }
}
