package dev.keydesk.pickup;

import static dev.keydesk.chat.Blocks.section;

import dev.keydesk.board.Destination;
import dev.keydesk.board.Drawing;
import dev.keydesk.board.Drawn;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.request.Ask;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.Timetable;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Asks the requester whether the secret arrived: after ten minutes, an hour and a day. */
public final class ReceiptQuestions implements Drawing {
    public static final String PLACE = "question";

    private final Requests requests;
    private final InstantSource clock;

    public ReceiptQuestions(Requests requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public Optional<Drawn> of(String subject) {
        return requests.find(new Ticket(subject)).flatMap(this::of);
    }

    private Optional<Drawn> of(Stored stored) {
        var to = new Destination.ToPerson(stored.ask().requester());
        if (!(stored.request() instanceof SecretRequest.HandedOver handed)) {
            return Optional.of(
                    Drawn.closed(
                            stored.version(),
                            to,
                            Message.of(
                                    "This question about %s is settled."
                                            .formatted(stored.ticket()))));
        }
        long asked = Timetable.questionsDue(handed.at(), clock.instant());
        return asked == 0
                ? Optional.empty()
                : Optional.of(
                        Drawn.replacing(
                                stored.version(),
                                "attempt-%s-question-%s"
                                        .formatted(handed.right().attempts(), asked),
                                to,
                                question(stored.ask(), handed.right().marker(stored.ticket())),
                                Message.of("This question was asked again below.")));
    }

    private static Message question(Ask ask, Marker attempt) {
        var text =
                "Do you have the client secret for %s (%s)? If it did not arrive, the desk takes its key back and you can pick up a new one."
                        .formatted(Mrkdwn.escape(ask.app().name(), 120), ask.ticket());
        return new Message(text, List.of(section(text), PickUpNote.received(attempt)));
    }
}
