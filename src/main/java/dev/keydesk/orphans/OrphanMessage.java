package dev.keydesk.orphans;

import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.fields;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.preformatted;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.keychange.RemovalCommand;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.store.Db;
import dev.keydesk.workflow.Versioned;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the operators about one orphaned secret: what it is, why it belongs to no request, and how
 * to remove it. Once the secret is gone, the same message says so.
 */
final class OrphanMessage implements MessageRenderer<Versioned<OrphanedSecret>> {
    static final String PLACE = "unknown-secret";

    /** The kind of subject under which the message is registered. */
    static final String MESSAGES = OrphanRows.TABLE.name();

    private static final int NAME_SHOWN = 120;

    private static final String CAUSES =
            "This happens when the desk continues from an older backup, when another desk with a"
                + " database of its own makes secrets in the same tenant, when somebody gives a"
                + " secret such a name by hand, or when Entra finishes a lost call after more than"
                + " a day.";

    private static final String FIND_OUT =
            "Nothing was removed, and the secret works until it expires. Find out whether anybody"
                    + " uses it: the requester, the owners of the app registration, its sign-ins in"
                    + " Entra. If nobody does, an administrator removes it.";

    private static final String HAS_ENDED =
            "Nothing was removed. The secret has expired, so nobody can use it any more, and an"
                    + " administrator can remove it.";

    private final LiveMessages liveMessages;
    private final ChannelId operators;

    private OrphanMessage(LiveMessages liveMessages, ChannelId operators) {
        this.liveMessages = liveMessages;
        this.operators = operators;
    }

    /** Registers the message for every reported secret. */
    public static void register(Db db, LiveMessages liveMessages, ChannelId operators) {
        liveMessages
                .subject(MESSAGES, new OrphanRows(db)::find)
                .show(PLACE, new OrphanMessage(liveMessages, operators));
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<OrphanedSecret> stored) {
        return switch (stored.state()) {
            case OrphanedSecret.Suspected _ -> Optional.empty();
            case OrphanedSecret.Reported reported ->
                    Optional.of(drawn(stored, reported.reportedAt(), report(reported)));
            case OrphanedSecret.Gone gone ->
                    isPosted(gone)
                            ? Optional.of(drawn(stored, gone.reportedAt(), gone(gone)))
                            : Optional.empty();
        };
    }

    /**
     * A secret that comes back gets a new message, because a change of the old one would be
     * overlooked.
     */
    private RenderedMessage drawn(
            Versioned<OrphanedSecret> stored, Instant reportedAt, OutgoingMessage message) {
        return RenderedMessage.next(
                stored.version(),
                reportedAt.toString(),
                new Destination.InChannel(operators),
                message);
    }

    /** A secret that was gone before the operators were told gets no message. */
    private boolean isPosted(OrphanedSecret.Gone gone) {
        return liveMessages.ref(gone.found().keyId(), PLACE).isPresent();
    }

    static OutgoingMessage report(OrphanedSecret.Reported reported) {
        var found = reported.found();
        var command = RemovalCommand.of(found.app().clientId(), found.keyId());
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header("A client secret that belongs to no request"));
        blocks.add(section(title(found) + " " + reported.reason()));
        blocks.add(facts(found));
        blocks.add(section(whatToDo(reported)));
        blocks.add(command.map(line -> preformatted(line)).orElseGet(() -> section(byHand())));
        blocks.add(context(CAUSES));
        return new OutgoingMessage(
                "%s %s It begins with %s, its key ID is %s; it was made on %s and expires on %s. %s %s %s"
                        .formatted(
                                title(found),
                                reported.reason(),
                                Mrkdwn.code(found.hint()),
                                Mrkdwn.code(found.keyId()),
                                Mrkdwn.date(found.start()),
                                Mrkdwn.date(found.end()),
                                whatToDo(reported),
                                command.map(Mrkdwn::code).orElse(byHand()),
                                CAUSES),
                blocks);
    }

    private static String whatToDo(OrphanedSecret.Reported reported) {
        return reported.hadEnded() ? HAS_ENDED : FIND_OUT;
    }

    private static OutgoingMessage gone(OrphanedSecret.Gone gone) {
        var found = gone.found();
        var text =
                "%s It is no longer in Entra, as the desk saw on %s, so there is nothing left to do."
                        .formatted(title(found), Mrkdwn.date(gone.goneAt()));
        return new OutgoingMessage(text, List.of(section(text)));
    }

    private static String title(OrphanedSecret.Found found) {
        return "%s has a client secret “%s” that carries the desk's mark and belongs to no request."
                .formatted(
                        Mrkdwn.escape(found.app().name(), NAME_SHOWN),
                        Mrkdwn.escape(found.name(), NAME_SHOWN));
    }

    private static LayoutBlock facts(OrphanedSecret.Found found) {
        return fields(
                "*App (client) ID*\n" + Mrkdwn.code(found.app().clientId()),
                "*Key ID*\n" + Mrkdwn.code(found.keyId()),
                "*Begins with*\n" + Mrkdwn.code(found.hint()),
                "*Mark*\n" + found.marker(),
                "*Made*\n" + Mrkdwn.date(found.start()),
                "*Expires*\n" + Mrkdwn.date(found.end()));
    }

    private static String byHand() {
        return "Its ids are not of the usual form, so remove it by hand: in the Azure portal, under"
                + " Certificates & secrets of the app registration.";
    }
}
