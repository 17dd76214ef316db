package dev.keydesk.reminder;

import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.store.Db;
import dev.keydesk.store.UnreadableRows;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Checks sent reminders after each scan: a line whose credential is gone, or has another expiry
 * date, says so and closes; and a message that Slack did not accept is tried again, because
 * somebody may have fixed the channel.
 */
public final class ResolvedReminders {
    /** After that a credential that still matters has been reported again. */
    private static final Duration TRIED_FOR = Duration.ofDays(7);

    private final Db db;
    private final ReminderLines lines;
    private final Digests digests;
    private final OpenReminderLines standing;
    private final Credentials credentials;
    private final LiveMessages liveMessages;
    private final InstantSource clock;

    public ResolvedReminders(
            Db db, Credentials credentials, LiveMessages liveMessages, InstantSource clock) {
        this.db = db;
        this.lines = new ReminderLines(db);
        this.digests = new Digests(db);
        this.standing = new OpenReminderLines(db, liveMessages);
        this.credentials = credentials;
        this.liveMessages = liveMessages;
        this.clock = clock;
    }

    /** Checks all lines and messages; called after each scan. */
    public void look() {
        UnreadableRows.each(lines.outOfDate(), this::close);
        var from = LocalDate.ofInstant(clock.instant().minus(TRIED_FOR), ZoneOffset.UTC);
        digests.notPosted(from, DigestNote.PLACE)
                .forEach(stored -> liveMessages.retry(DigestNote.MESSAGES, stored.part().id()));
    }

    private void close(Placed placed) {
        var closed = closed(placed.line().entry());
        db.writing(tx -> standing.move(tx, placed, closed));
    }

    private ReminderLine.Closed closed(ReminderEntry entry) {
        var now = clock.instant();
        return credentials.ofApp(entry.app().objectId()).stream()
                .map(Credential.Live::key)
                .filter(key -> key.keyId().equals(entry.keyId()) && key.kind() == entry.kind())
                .findFirst()
                .map(key -> ReminderLine.Closed.endMoved(entry, key.end(), now))
                .orElseGet(() -> ReminderLine.Closed.gone(entry, "it is no longer in Entra", now));
    }
}
