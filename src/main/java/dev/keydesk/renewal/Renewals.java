package dev.keydesk.renewal;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.config.UserId;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.reminder.OpenReminderLines;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalCause;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.request.RenewalCheck;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.StaleVersionException;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Where renewals are kept, and the only way to move one: the row, its audit event, the card and the
 * reminders that show it are one transaction.
 */
public final class Renewals {
    private final Db db;
    private final RenewalRows rows;
    private final LiveMessages liveMessages;
    private final OpenReminderLines lines;
    private final RenewalCheck renewals;
    private final AuditLog audit;
    private final InstantSource clock;

    public Renewals(
            Db db,
            LiveMessages liveMessages,
            OpenReminderLines lines,
            RenewalCheck renewals,
            AuditLog audit,
            InstantSource clock) {
        this.db = db;
        this.rows = new RenewalRows(db);
        this.renewals = renewals;
        this.liveMessages = liveMessages;
        this.lines = lines;
        this.audit = audit;
        this.clock = clock;
    }

    /** The same by the text of its ticket. */
    Optional<StoredRenewal> find(String ticket) {
        return Ticket.parse(ticket).flatMap(this::find);
    }

    Optional<StoredRenewal> find(Ticket ticket) {
        return rows.find(ticket);
    }

    List<Ticket> withoutRow() {
        return rows.missing();
    }

    List<StoredRenewal> outOfDate() {
        return rows.outOfDate(clock.instant());
    }

    /** Those in which the new key is relied on. */
    List<StoredRenewal> standing() {
        return rows.standing();
    }

    /** The same, of one new key. */
    List<StoredRenewal> standing(String app, String newKeyId) {
        return rows.standing(app).stream()
                .filter(stored ->
                        stored.renewal().renewed().made().keyId().equalsIgnoreCase(newKeyId))
                .toList();
    }

    /** The first row of a request; nothing if another node was faster. */
    void open(Renewal renewal, String sentence) {
        db.writing(tx -> {
            if (rows.add(tx, renewal)) {
                follow(tx, new StoredRenewal(renewal, 1), Actor.DESK, sentence);
            }
        });
    }

    /**
     * Moves it.
     *
     * @param sentence why, for the audit log
     * @throws StaleVersionException if somebody else moved it first, or moved its removal; nothing
     *     was changed
     */
    void move(StoredRenewal from, Renewal to, Actor by, String sentence) {
        db.writing(tx -> move(tx, from, to, by, sentence));
    }

    private void move(Tx tx, StoredRenewal from, Renewal to, Actor by, String sentence) {
        if (!rows.move(tx, from, to)) {
            throw new StaleVersionException(from.ticket().text());
        }
        follow(tx, new StoredRenewal(to, from.version() + 1), by, sentence);
    }

    /** Somebody who may not has pressed; nothing is moved. */
    void refused(UserId by, Ticket ticket, String because) {
        db.writing(tx ->
                audit.append(
                        tx,
                        AuditEvent.refusal(clock.instant(), ticket.text(), Actor.of(by), because)));
    }

    /** The same where only the place has changed, of which nobody has to know later. */
    void moveQuietly(StoredRenewal from, Renewal to) {
        db.writing(tx -> {
            if (rows.move(tx, from, to)) {
                show(tx, new StoredRenewal(to, from.version() + 1));
            }
        });
    }

    private void follow(Tx tx, StoredRenewal now, Actor by, String sentence) {
        audit.append(
                tx,
                AuditEvent.ofTicket(
                        clock.instant(), now.ticket().text(), kind(now.renewal()), by, sentence));
        if (now.renewal() instanceof Renewal.TakenBack) {
            renewals.free(tx, now.ticket());
        }
        show(tx, now);
    }

    private void show(Tx tx, StoredRenewal now) {
        var renewed = now.renewal().renewed();
        liveMessages.refresh(tx, RenewalCard.MESSAGES, now.ticket().text());
        lines.redraw(tx, renewed.app().objectId(), renewed.old().keyId());
    }

    private static String kind(Renewal renewal) {
        return switch (renewal) {
            case Renewal.Open _ -> "old-key-open";
            case Renewal.Kept _ -> "old-key-kept";
            case Renewal.TakenBack back ->
                    back.lost().isPresent() ? "new-key-lost" : "new-key-taken-back";
            case Renewal.Gone _ -> "old-key-gone";
        };
    }

    /**
     * The removal of a key has moved, in that transaction; whoever renewed that key sees it.
     *
     * @throws KeptMeanwhile if the removal was to begin because of a renewal, and somebody has said
     *     since that the key is kept; then it does not begin
     */
    public void removalMoved(Tx tx, Removal now) {
        var key = now.details().key();
        for (var stored : rows.touch(tx, key.app().objectId(), key.keyId())) {
            if (stored.renewal() instanceof Renewal.Kept && isOurs(now, stored)) {
                throw new KeptMeanwhile();
            }
            if (now instanceof Removal.Gone gone
                    && !(stored.renewal() instanceof Renewal.Gone before
                            && before.how() != Renewal.Gone.How.ENDED)) {
                move(
                        tx,
                        stored,
                        stored.renewal().gone(how(gone), who(gone), gone.at()),
                        Actor.DESK,
                        "The old key %s is gone. %s"
                                .formatted(key.keyId(), RemovalText.headline(gone)));
            } else {
                show(tx, stored);
            }
        }
    }

    private static boolean isOurs(Removal removal, StoredRenewal stored) {
        return removal.details().cause().kind() == RemovalCause.Kind.REPLACED
                && removal.details().cause().replacedBy().equals(Optional.of(stored.ticket()))
                && (removal instanceof Removal.Scheduled
                        || removal instanceof Removal.BeingRemoved);
    }

    private static Renewal.Gone.How how(Removal.Gone gone) {
        return gone.how() == Removal.Gone.How.BY_US
                ? Renewal.Gone.How.REMOVED
                : Renewal.Gone.How.BY_HAND;
    }

    private static Optional<UserId> who(Removal.Gone gone) {
        return gone.how() == Removal.Gone.How.BY_US
                ? gone.permit().map(Removal.Permit::by)
                : Optional.empty();
    }

    /** Somebody keeps the key that somebody else has just wanted to remove. */
    static final class KeptMeanwhile extends RuntimeException {
        KeptMeanwhile() {
            super(null, null, false, false);
        }
    }
}
