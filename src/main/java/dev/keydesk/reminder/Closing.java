package dev.keydesk.reminder;

import dev.keydesk.board.Board;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.reminder.Lines.Placed;
import dev.keydesk.store.Db;
import dev.keydesk.store.LeftAlone;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Looks after each scan at what was told: a line whose key is gone, or ends at another time, says
 * so and closes, and a message that Slack would not take is tried again, since somebody may have
 * mended the channel.
 */
public final class Closing {
    /** After that a key that still matters has been told again. */
    private static final Duration TRIED_FOR = Duration.ofDays(7);

    private final Db db;
    private final Lines lines;
    private final Digests digests;
    private final StandingLines standing;
    private final Credentials credentials;
    private final Board board;
    private final InstantSource clock;

    public Closing(Db db, Credentials credentials, Board board, InstantSource clock) {
        this.db = db;
        this.lines = new Lines(db);
        this.digests = new Digests(db);
        this.standing = new StandingLines(db, board);
        this.credentials = credentials;
        this.board = board;
        this.clock = clock;
    }

    public void look() {
        LeftAlone.each(lines.outOfDate(), this::close);
        var from = LocalDate.ofInstant(clock.instant().minus(TRIED_FOR), ZoneOffset.UTC);
        digests.notPosted(from, DigestNote.PLACE)
                .forEach(stored ->
                        db.writing(tx ->
                                board.redraw(
                                        tx,
                                        stored.part().id(),
                                        DigestNote.PLACE,
                                        stored.version())));
    }

    private void close(Placed placed) {
        var closed = closed(placed.line().told());
        db.writing(tx -> standing.move(tx, placed, closed));
    }

    private Line.Closed closed(Told told) {
        var now = clock.instant();
        return credentials.ofApp(told.app().objectId()).stream()
                .map(Credential.Live::key)
                .filter(key -> key.keyId().equals(told.keyId()) && key.kind() == told.kind())
                .findFirst()
                .map(key -> Line.Closed.endMoved(told, key.end(), now))
                .orElseGet(() -> Line.Closed.gone(told, "it is no longer in Entra", now));
    }
}
