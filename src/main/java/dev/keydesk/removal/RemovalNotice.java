package dev.keydesk.removal;

import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import dev.keydesk.board.Addressee;
import dev.keydesk.board.Board;
import dev.keydesk.board.Drawing;
import dev.keydesk.board.Drawn;
import dev.keydesk.chat.Message;
import dev.keydesk.config.ChannelId;

import java.util.List;
import java.util.Optional;

/**
 * Tells those who look after the app that one of its keys goes, where the removal names them. They
 * cannot decide anything; they have to know what breaks.
 */
public final class RemovalNotice implements Drawing {
    public static final String PLACE = RemovalPlaces.NOTICE;

    private final Removals removals;
    private final Addressee approvals;
    private final Board board;
    private final Untold untold;

    /**
     * Draws with these.
     *
     * @param approvals the channel of the card, which says the same
     */
    public RemovalNotice(Removals removals, ChannelId approvals, Board board, Untold untold) {
        this.removals = removals;
        this.approvals = Addressee.channel(approvals);
        this.board = board;
        this.untold = untold;
    }

    @Override
    public Optional<Drawn> of(String subject) {
        return removals.find(subject)
                .filter(stored -> isCertain(stored.removal()))
                .flatMap(stored ->
                        hears(stored.order())
                                .map(to ->
                                        Drawn.one(
                                                stored.version(),
                                                to.destination(),
                                                message(stored.removal()))));
    }

    private Optional<Addressee> hears(Order order) {
        var asker = Addressee.person(order.by());
        return order.hears().filter(to -> !to.equals(approvals) && !to.equals(asker));
    }

    /** What is only asked for, and never happens, would be noise; that a key has leaked is not. */
    private boolean isCertain(Removal removal) {
        return switch (removal) {
            case Removal.Scheduled _, Removal.BeingRemoved _, Removal.NeedsPerson _ -> true;
            case Removal.Gone gone -> gone.permit().isPresent();
            case Removal.Asked asked -> asked.order().cause().isLeak();
            case Removal.Withdrawn _, Removal.Declined _ ->
                    board.ref(removal.id().text(), PLACE).isPresent();
        };
    }

    @Override
    public void refused(String subject, String sentence) {
        removals.find(subject)
                .ifPresent(stored ->
                        untold.tell(
                                stored,
                                PLACE,
                                "Those who look after the app could not be told of %s. %s Please tell them: %s %s"
                                        .formatted(
                                                stored.id(),
                                                sentence,
                                                RemovalText.headline(stored.removal()),
                                                RemovalText.BREAKS)));
    }

    private static Message message(Removal removal) {
        var order = removal.order();
        var title =
                order.cause().isLeak()
                        ? "A client secret has leaked"
                        : "A client secret is removed";
        var says =
                order.cause().isLeak()
                        ? "%s%s %s"
                                .formatted(
                                        // An edit calls nobody, so it may stay in every state.
                                        order.calls().map(calls -> calls + ": ").orElse(""),
                                        RemovalText.leaked(removal),
                                        order.cause().sentence())
                        : "%s asked for the removal of %s. %s"
                                .formatted(
                                        order.by().mention(),
                                        RemovalText.subject(order.key()),
                                        order.cause().sentence());
        var stands = stands(removal);
        return new Message(
                "%s: %s %s (%s)".formatted(title, says, stands, removal.id()),
                List.of(
                        header("%s, %s".formatted(title, removal.id())),
                        section(says),
                        section(stands)));
    }

    private static String stands(Removal removal) {
        var headline = RemovalText.headline(removal);
        return removal.isOpen() ? headline + " " + RemovalText.BREAKS : headline;
    }
}
