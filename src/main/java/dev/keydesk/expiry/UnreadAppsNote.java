package dev.keydesk.expiry;

import static dev.keydesk.chat.Blocks.section;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.expiry.UnreadApps.Report;
import dev.keydesk.expiry.UnreadApps.Row;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells the operators which app registrations a scan cannot read: in one message that is kept up to
 * date, and in another one when all of them can be read again.
 */
public final class UnreadAppsNote implements MessageRenderer<Report> {
    static final String PLACE = "unread-apps";

    /** The kind of subject under which the message is registered. */
    static final String MESSAGES = "unread-apps";

    private static final int MOST_SHOWN = 10;
    private static final int NAME_SHOWN = 60;

    private final UnreadApps apps;
    private final LiveMessages liveMessages;
    private final ChannelId operators;

    public UnreadAppsNote(UnreadApps apps, LiveMessages liveMessages, ChannelId operators) {
        this.apps = apps;
        this.liveMessages = liveMessages;
        this.operators = operators;
    }

    /** Registers the message. */
    public void register() {
        liveMessages.subject(MESSAGES, _ -> apps.report()).show(PLACE, this);
    }

    @Override
    public Optional<RenderedMessage> of(Report report) {
        return report.isOpen() || liveMessages.ref(UnreadApps.SUBJECT, PLACE).isPresent()
                ? Optional.of(drawn(report))
                : Optional.empty();
    }

    /** The end is a new message, because a change of the old one would be overlooked. */
    private RenderedMessage drawn(Report report) {
        var slot = report.since() + (report.isOpen() ? "" : " ended");
        return RenderedMessage.next(
                report.version(),
                slot,
                new Destination.InChannel(operators),
                message(report.isOpen() ? open(apps.all()) : ended(report)));
    }

    private static OutgoingMessage message(String text) {
        return new OutgoingMessage(text, List.of(section(text)));
    }

    private static String open(List<Row> rows) {
        var more = rows.size() - MOST_SHOWN;
        return "The scan cannot read %s in Entra, or not whole: %s%s. What the desk knew about them before stays, and nothing of them counts as gone; there are no reminders for a credential that cannot be read. All other apps are read as usual. Look at these in the Azure portal, and report it if they look right there. The desk tells this channel when they can be read again."
                .formatted(
                        rows.size() == 1
                                ? "one app registration"
                                : rows.size() + " app registrations",
                        rows.stream()
                                .limit(MOST_SHOWN)
                                .map(UnreadAppsNote::line)
                                .collect(Collectors.joining("; ")),
                        more > 0 ? "; and %s more, see the log".formatted(more) : "");
    }

    private static String line(Row row) {
        var name = row.name().isBlank() ? "one without a name" : row.name();
        return "%s (%s; %s)"
                .formatted(
                        Mrkdwn.escape(name, NAME_SHOWN),
                        Mrkdwn.escape(row.id(), NAME_SHOWN),
                        row.why());
    }

    private static String ended(Report report) {
        return "The scan can read all app registrations again. The trouble began on %s and was over on %s; there is nothing left to do."
                .formatted(
                        Mrkdwn.date(report.since()),
                        Mrkdwn.date(report.endedAt().orElse(report.since())));
    }
}
