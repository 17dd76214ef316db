package dev.keydesk.livemessages;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.livemessages.PostedMessages.Posted;
import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;
import dev.keydesk.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Messages in Slack that are kept up to date. A transition requests a refresh of its subject. The
 * refresh reads the current row, so a message can be late but never ahead of what is stored, and is
 * never rendered from what a click carried.
 *
 * <p>A subject has one refresh job, however many transitions request it: a waiting one serves the
 * newest transition, and a running one runs once more when it has ended. It takes the subject's
 * lease only if something must be sent; the lease protects against a node that counts as dead but
 * is not.
 *
 * <p>Slack has no idempotent post, and does not tell which messages the bot has posted: if Keydesk
 * dies between posting and recording it, or the answer is lost, the message is posted twice. Its
 * buttons are checked against the row, so the copy is harmless. Each message carries a {@link
 * MessageMarker}, so a copy is recognised and closed as soon as one of its buttons is clicked.
 */
public final class LiveMessages {
    private static final Logger log = LoggerFactory.getLogger(LiveMessages.class);
    private static final JobKind REFRESH = new JobKind("refresh-messages");
    private static final JobKind CLOSE_COPIES = new JobKind("close-copies");

    private static final OutgoingMessage COPY =
            OutgoingMessage.of(
                    "This message was posted twice, because an answer of Slack was lost. This copy"
                            + " is not kept up to date; please use the other one.");

    /**
     * A day at the longest pause of the jobs; everything that the message said is in the audit log.
     */
    private static final int MOST_TRIES = 300;

    /**
     * A node without a heartbeat for half a minute counts as dead, and another one takes over its
     * jobs. A newer version than what was read longer ago than this may have been shown meanwhile.
     */
    private static final Duration STILL_FRESH = Duration.ofSeconds(10);

    private final Db db;
    private final Chat chat;
    private final Jobs jobs;
    private final Leases leases;
    private final MessageSender sender;
    private final InstantSource clock;
    private final PostedMessages posted;
    private final Map<String, MessageSubject<?>> subjects = new LinkedHashMap<>();

    /**
     * Registers the refresh job.
     *
     * @param channelTrouble returns why nothing may be posted in a channel at this moment
     */
    public LiveMessages(
            Db db,
            Chat chat,
            Jobs jobs,
            Leases leases,
            Function<ChannelId, Optional<String>> channelTrouble,
            InstantSource clock) {
        this.db = db;
        this.chat = chat;
        this.jobs = jobs;
        this.leases = leases;
        this.clock = clock;
        this.posted = new PostedMessages(db);
        this.sender = new MessageSender(db, chat, posted, channelTrouble, this::isCopy);
        jobs.register(REFRESH, MOST_TRIES, this::refresh);
        jobs.register(CLOSE_COPIES, MOST_TRIES, this::closeCopies);
    }

    /**
     * Adds a kind of subject.
     *
     * @param kind is stored, so it never changes; without a colon
     * @param find returns the row of a subject by its id
     */
    public <T> MessageSubject<T> subject(String kind, Function<String, Optional<T>> find) {
        var subject = new MessageSubject<>(find);
        if (subjects.put(kind, subject) != null) {
            throw new IllegalStateException("two kinds of subjects named " + kind);
        }
        return subject;
    }

    /** Refreshes every message of the subject soon, with what this transaction stores. */
    public void refresh(Tx tx, String kind, String id) {
        jobs.runAgain(tx, job(kind, id));
    }

    /**
     * Refreshes in a transaction of its own, because the messages show something else from this
     * time on.
     */
    public void refresh(String kind, String id) {
        db.writing(tx -> refresh(tx, kind, id));
    }

    /**
     * Tries once more what was given up after many refusals; a refresh that is still being tried
     * stays as it is.
     */
    public void retry(String kind, String id) {
        db.writing(tx -> jobs.scheduleNow(tx, job(kind, id)));
    }

    /**
     * An older version that runs beside this one knows fewer messages, and must not count the job
     * as finished; so the job contains the number of messages.
     */
    private Job job(String kind, String id) {
        var subject = subjects.get(kind);
        return new Job(REFRESH, kind + ":" + id, subject == null ? 0 : subject.size());
    }

    /** Returns the message in Slack; empty if none was posted there. */
    public Optional<MessageRef> ref(String id, String place) {
        return posted.of(id, place).stream().map(Posted::ref).reduce((_, last) -> last);
    }

    /**
     * Handles a click on a message. If another message is the one that is kept up to date, the
     * clicked one is closed soon; if none is known, the clicked one is kept up to date from now on.
     *
     * @param blockId of any block of the message
     */
    public void pressed(String blockId, MessageRef on) {
        MessageMarker.parse(blockId)
                .filter(mark -> posted.of(mark).filter(known -> known.ref().equals(on)).isEmpty())
                .ifPresent(mark -> db.writing(tx -> isUnknown(tx, mark, on)));
    }

    private void isUnknown(Tx tx, MessageMarker mark, MessageRef on) {
        posted.adopt(tx, mark, on);
        if (posted.of(tx, mark).filter(known -> known.ref().equals(on)).isEmpty()) {
            isCopy(tx, mark, on);
        }
    }

    private void isCopy(Tx tx, MessageMarker mark, MessageRef ref) {
        if (posted.recordCopy(tx, mark, ref)) {
            jobs.runAgain(tx, new Job(CLOSE_COPIES, mark.subject() + ":" + mark.kind(), 0));
        }
    }

    private void closeCopies(Job job) {
        int colon = job.subject().lastIndexOf(':');
        var subject = job.subject().substring(0, colon);
        var place = job.subject().substring(colon + 1);
        for (var copy : posted.copies(subject, place)) {
            try {
                chat.update(copy, COPY);
            } catch (ChatFailure.Refused gone) {
                log.info("place={} subject={} a copy stays: {}", place, subject, gone.error());
            }
            posted.forgetCopy(copy);
        }
    }

    private void refresh(Job job) {
        int colon = job.subject().indexOf(':');
        var kind = job.subject().substring(0, colon);
        var subject = subjects.get(kind);
        if (subject == null || job.number() > subject.size()) {
            throw new NotOurs(kind);
        }
        refresh(subject, job.subject().substring(colon + 1), job);
    }

    private <T> void refresh(MessageSubject<T> subject, String id, Job job) {
        var readAt = clock.instant();
        var stored = subject.find(id);
        if (stored.isEmpty()) {
            return;
        }
        var troubles = new Troubles();
        var changes = subject.changes(id, stored.get(), troubles);
        var standing = posted.of(id);
        changes.removeIf(change -> !change.isDue(standing));
        if (!changes.isEmpty()) {
            send(changes, id, readAt, job, troubles);
        }
        troubles.throwFirst();
    }

    private <T> void send(
            List<MessageChange<T>> changes, String id, Instant readAt, Job job, Troubles troubles) {
        var lease = new SubjectLease(db, leases, clock, job);
        lease.take();
        var edited = new ArrayList<MessageSender.Note>();
        try {
            if (clock.instant().isAfter(readAt.plus(STILL_FRESH))) {
                throw new RescheduleException(clock.instant());
            }
            var standing = posted.of(id);
            for (var change : changes) {
                lease.keep();
                troubles.collect(() -> sender.send(change, standing, edited));
            }
        } finally {
            db.writing(tx -> {
                for (var note : edited) {
                    if (!sender.note(tx, note)) {
                        jobs.runAgain(tx, job);
                    }
                }
                lease.giveBack(tx);
            });
        }
    }

    /** A newer version, which may run beside this one, handles this kind. */
    private static final class NotOurs extends RuntimeException {
        NotOurs(String kind) {
            super(
                    "this version does not know all messages about %s".formatted(kind),
                    null,
                    false,
                    false);
        }
    }
}
