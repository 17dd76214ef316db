package dev.keydesk.inbox;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.Message;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.TryAgain;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where every click lands: stored in one short transaction, acknowledged, settled by a job, and
 * answered. A click is settled at least once; what it does looks at the stored row first, so a
 * second time finds the work done and only says so.
 */
public final class Inbox {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    /** Says the click's own text to the person; for ways in that have no room for words. */
    public static final String SAY = "say";

    private static final JobKind SETTLE = new JobKind("settle-click");

    /** Slack lets us answer for half an hour; later a direct message has to do. */
    private static final Duration ANSWERABLE = Duration.ofMinutes(29);

    /** People press again sooner than this; an older click would surprise them. */
    private static final Duration GIVE_UP = Duration.ofMinutes(30);

    /** Six times what a signature is accepted for, both ways. */
    private static final Duration REMEMBER_DELIVERIES = Duration.ofHours(1);

    private final Db db;
    private final Chat chat;
    private final Jobs jobs;
    private final InstantSource clock;
    private final ClickRows rows;
    private final Map<String, Function<Click, Answer>> actions = new LinkedHashMap<>();

    public Inbox(Db db, Chat chat, Jobs jobs, InstantSource clock) {
        this.db = db;
        this.chat = chat;
        this.jobs = jobs;
        this.clock = clock;
        this.rows = new ClickRows(db);
        jobs.on(SETTLE, this::settle);
    }

    /** Says what an action does. */
    public void on(String action, Function<Click, Answer> settled) {
        actions.put(action, settled);
    }

    /** Takes a delivery once; false if that very delivery was taken before. */
    public boolean first(String fingerprint) {
        return db.write(tx -> first(tx, fingerprint));
    }

    public boolean first(Tx tx, String fingerprint) {
        return rows.takeDelivery(tx, fingerprint, clock.instant());
    }

    /** Stores a click; a delivery that was taken before changes nothing. */
    public void take(Click click) {
        db.writing(tx -> {
            if (first(tx, click.id())) {
                store(tx, click);
            }
        });
    }

    /** Stores a click whose delivery the caller has taken with {@link #first} already. */
    public void takeFirst(Click click) {
        db.writing(tx -> store(tx, click));
    }

    private void store(Tx tx, Click click) {
        rows.save(tx, click);
        jobs.soon(tx, new Job(SETTLE, click.id(), 0));
    }

    /** Signatures are accepted for minutes; their fingerprints need not be kept for ever. */
    public void forgetOldDeliveries() {
        rows.forgetDeliveries(clock.instant().minus(REMEMBER_DELIVERIES));
    }

    private void settle(Job job) {
        rows.find(job.subject())
                .ifPresent(click -> {
                    answer(click, decide(click));
                    rows.settle(click.id());
                });
    }

    private Answer decide(Click click) {
        var action = actions.get(click.action());
        if (action == null) {
            log.warn("action={} is unknown to this version", click.action());
            return Answer.say(
                    "This button is from another version of the desk, so nothing was changed. Use"
                            + " the newest message about this request.");
        }
        try {
            return action.apply(click);
        } catch (TryAgain later) {
            throw later;
        } catch (RuntimeException trouble) {
            return patient(click, trouble);
        }
    }

    /** The first failure is told, the following ones are not, and after half an hour we give up. */
    private Answer patient(Click click, RuntimeException trouble) {
        var ref = reference(click);
        if (clock.instant().isAfter(click.at().plus(GIVE_UP))) {
            log.error("ref={} action={} given up", ref, click.action(), trouble);
            return Answer.say(
                    "Your click could not be settled within half an hour, so the desk has let it go. Look at the newest message about the request, then press again. (ref %s)"
                            .formatted(ref));
        }
        log.warn("ref={} action={} waits: {}", ref, click.action(), trouble.getMessage());
        if (rows.toldToWait(click.id())) {
            answer(
                    click,
                    Answer.say(
                            "Your click is noted, but the desk is waiting for an answer from Slack or Entra that it needs first. It keeps trying for half an hour and tells you here; there is no need to press again. (ref %s)"
                                    .formatted(ref)));
        }
        throw trouble;
    }

    private static String reference(Click click) {
        return click.id().substring(0, Math.min(6, click.id().length()));
    }

    private void answer(Click click, Answer answer) {
        switch (answer) {
            case Answer.Seen() -> {}
            case Answer.Privately(var message) -> privately(click, message);
        }
    }

    private void privately(Click click, Message message) {
        boolean fresh = clock.instant().isBefore(click.at().plus(ANSWERABLE));
        try {
            Optional<String> url = fresh ? click.responseUrl() : Optional.empty();
            if (url.isPresent()) {
                chat.respond(url.get(), message);
            } else {
                chat.dm(click.by(), message);
            }
        } catch (ChatFailure refused) {
            // The person still sees the card or the direct message change; one more try by DM.
            chat.dm(click.by(), message);
        }
    }
}
