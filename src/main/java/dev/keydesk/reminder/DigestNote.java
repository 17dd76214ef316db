package dev.keydesk.reminder;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.board.Addressee;
import dev.keydesk.board.Board;
import dev.keydesk.board.Drawing;
import dev.keydesk.board.Drawn;
import dev.keydesk.config.ChannelId;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.reminder.Digests.StoredPart;
import dev.keydesk.removal.Removals;
import dev.keydesk.removal.StoredRemoval;
import dev.keydesk.request.Policy;
import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws the messages of reminders. One that cannot be posted where it belongs goes to the channel
 * for all other apps, and then to those who run the desk, and says why: it is never lost, and it is
 * read by somebody who can mend it.
 */
public final class DigestNote implements Drawing {
    public static final String PLACE = "reminders";

    private static final Logger log = LoggerFactory.getLogger(DigestNote.class);

    private final Db db;
    private final Digests digests;
    private final Board board;
    private final AuditLog audit;
    private final Removals removals;
    private final Successors successors;
    private final LineMenu menu;
    private final List<Addressee> instead;
    private final InstantSource clock;

    /**
     * Draws with these.
     *
     * @param others the channel for all other apps
     */
    public DigestNote(
            Db db,
            Board board,
            AuditLog audit,
            Removals removals,
            Successors successors,
            Credentials credentials,
            Policy policy,
            ChannelId others,
            ChannelId operators,
            InstantSource clock) {
        this.db = db;
        this.digests = new Digests(db);
        this.board = board;
        this.audit = audit;
        this.removals = removals;
        this.successors = successors;
        this.menu = new LineMenu(credentials::isOfDesk, policy::serves);
        this.instead = List.of(Addressee.channel(others), Addressee.channel(operators));
        this.clock = clock;
    }

    @Override
    public Optional<Drawn> of(String subject) {
        return digests.find(subject)
                .map(stored ->
                        Drawn.one(
                                stored.version(),
                                stored.part().to().destination(),
                                new DigestMessage(
                                                stored.part(),
                                                digests.lines(subject),
                                                this::news,
                                                menu,
                                                board.ref(subject, PLACE).isPresent())
                                        .message()));
    }

    private KeyNews news(Told told) {
        if (told.kind() != Kind.SECRET) {
            return KeyNews.NONE;
        }
        var app = told.app().objectId();
        return new KeyNews(
                removals.openFor(app, told.keyId()).map(StoredRemoval::removal),
                successors.of(app, told.keyId()));
    }

    @Override
    public void refused(String subject, String sentence) {
        // A message that stands already is not posted a second time because an edit was refused.
        if (board.ref(subject, PLACE).isPresent()) {
            return;
        }
        digests.find(subject).ifPresent(stored -> elsewhere(stored, sentence));
    }

    private void elsewhere(StoredPart stored, String sentence) {
        var part = stored.part();
        var tried = new ArrayList<>(part.tried());
        tried.add(part.to());
        instead.stream()
                .filter(channel -> !tried.contains(channel))
                .findFirst()
                .ifPresent(next -> divert(stored, next, tried, sentence));
    }

    private void divert(StoredPart stored, Addressee next, List<Addressee> tried, String sentence) {
        var part = stored.part();
        var meantFor = tried.getFirst();
        var why =
                "This was meant for %s. %s Until that is mended, reminders for there come here."
                        .formatted(meantFor.mention(), sentence);
        log.warn("part={} goes elsewhere: {}", part.id(), sentence);
        var moved =
                new Part(
                        part.id(),
                        next,
                        part.day(),
                        part.number(),
                        part.of(),
                        part.asOf(),
                        Optional.of(why),
                        tried);
        db.writing(tx -> {
            if (digests.change(tx, stored, moved)) {
                audit.append(
                        tx,
                        AuditEvent.ofDesk(
                                clock.instant(),
                                "reminder-diverted",
                                Actor.DESK,
                                "Reminders for %s go to %s instead. %s"
                                        .formatted(meantFor.id(), next.id(), sentence)));
                board.redraw(tx, part.id(), PLACE, stored.version() + 1);
            }
        });
    }
}
