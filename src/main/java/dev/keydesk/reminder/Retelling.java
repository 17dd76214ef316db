package dev.keydesk.reminder;

import dev.keydesk.board.Board;
import dev.keydesk.config.Settings;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.OwnKey;
import dev.keydesk.reminder.Digests.Placed;
import dev.keydesk.store.Db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Looks after each scan whether a key that was told reads differently now: a newer one has come or
 * gone, also by other hands, or the desk was given another one to sign in with. The message that
 * stands says so at once, and not only the next one.
 */
public final class Retelling {
    /** Scans come every ten minutes, and each is followed by a look. */
    private static final Duration RECENT = Duration.ofDays(1);

    private final Db db;
    private final Digests digests;
    private final Credentials credentials;
    private final Settings.Credential signsInWith;
    private final Supersession supersession;
    private final Board board;
    private final InstantSource clock;

    Retelling(
            Db db,
            Board board,
            Credentials credentials,
            Settings.Credential signsInWith,
            Successors successors,
            InstantSource clock) {
        this.db = db;
        this.digests = new Digests(db);
        this.credentials = credentials;
        this.signsInWith = signsInWith;
        this.supersession = new Supersession(credentials, successors);
        this.board = board;
        this.clock = clock;
    }

    public void look() {
        var now = clock.instant();
        digests.ofAppsWithNews(now.minus(RECENT)).forEach(placed -> look(placed, now));
        credentials.ofDesk().stream()
                .map(live -> live.key().app().objectId())
                .distinct()
                .flatMap(app -> digests.openOfApp(app).stream())
                .forEach(placed -> look(placed, now));
    }

    private void look(Placed placed, Instant now) {
        var told = placed.line().told();
        live(told)
                .map(live -> asOfNow(told, live, now))
                .filter(fresh -> !fresh.equals(told))
                .flatMap(fresh -> placed.line().saying(fresh))
                .ifPresent(line -> retell(placed, line));
    }

    /** A key that is gone, or ends at another time, closes its line. */
    private Optional<Live> live(Told told) {
        return credentials.ofApp(told.app().objectId()).stream()
                .filter(live -> live.key().keyId().equals(told.keyId()))
                .filter(live -> live.key().kind() == told.kind())
                .findFirst();
    }

    private Told asOfNow(Told told, Live live, Instant now) {
        boolean own = credentials.isOfDesk(told.app()) && OwnKey.mayBe(live.key(), signsInWith);
        return told.saying(supersession.since(live, now), own);
    }

    private void retell(Placed placed, Line line) {
        db.writing(tx -> {
            if (digests.move(tx, placed, line)) {
                board.redraw(tx, placed.part(), DigestNote.PLACE, digests.touch(tx, placed.part()));
            }
        });
    }
}
