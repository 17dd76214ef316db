package dev.keydesk.request;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.board.Destination;
import dev.keydesk.board.Drawing;
import dev.keydesk.board.Drawn;
import dev.keydesk.chat.Button;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The direct message that tells the requester what was stored, where it stands, and how to stop it.
 */
public final class Confirmation implements Drawing {
    public static final String PLACE = "confirmation";

    private final Requests requests;

    public Confirmation(Requests requests) {
        this.requests = requests;
    }

    @Override
    public Optional<Drawn> of(String subject) {
        return requests.find(new Ticket(subject))
                .map(stored ->
                        Drawn.one(
                                stored.version(),
                                new Destination.ToPerson(stored.ask().requester()),
                                message(stored.request())));
    }

    static Message message(SecretRequest request) {
        var ask = request.ask();
        var title =
                "Your request %s: a client secret for %s, named “%s”, for %s days.%s"
                        .formatted(
                                ask.ticket(),
                                Mrkdwn.escape(ask.app().name(), 120),
                                Mrkdwn.escape(ask.description(), 80),
                                ask.lifetimeDays(),
                                ask.replaces()
                                        .map(old -> " It replaces %s.".formatted(old.whichAndEnd()))
                                        .orElse(""));
        var headline = Headline.of(request);
        var blocks = new ArrayList<LayoutBlock>(List.of(section(title), context(headline)));
        if (request instanceof SecretRequest.Waiting) {
            blocks.add(actions("withdraw", withdraw(ask.ticket())));
        }
        return new Message(title + " " + headline, blocks);
    }

    /** The same button stands on the message that says "approved". */
    public static Button withdraw(Ticket ticket) {
        return Button.of(Withdrawals.ACTION, "Withdraw", ticket.text())
                .spoken("Withdraw request " + ticket)
                .confirm(
                        new Button.Confirm(
                                "Withdraw " + ticket + "?",
                                "Nobody needs to decide any more, and no secret is made.",
                                "Withdraw",
                                "Keep it"));
    }
}
