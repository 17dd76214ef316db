package dev.keydesk.inbox;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.faults.Traces;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.TryAgain;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowJson;
import dev.keydesk.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Then the click is offered again, to whichever node comes first. */
    private static final Duration OTHER_VERSION = Duration.ofSeconds(10);

    private static final Duration A_MOMENT = Duration.ofSeconds(3);
    private static final int REFERENCE = 6;

    /** Six times what a signature is accepted for, both ways. */
    private static final Duration REMEMBER_DELIVERIES = Duration.ofHours(1);

    private final Db db;
    private final Chat chat;
    private final Jobs jobs;
    private final InstantSource clock;
    private final ClickRows rows;
    private final Traces traces;
    private final Map<String, Function<Click, Answer>> actions = new LinkedHashMap<>();
    private final Set<String> unknownActions = ConcurrentHashMap.newKeySet();

    public Inbox(Db db, Chat chat, Jobs jobs, InstantSource clock) {
        this.db = db;
        this.chat = chat;
        this.jobs = jobs;
        this.clock = clock;
        this.rows = new ClickRows(db);
        this.traces = new Traces(clock);
        jobs.on(SETTLE, this::settle);
    }

    /** Says what an action does. */
    public void on(String action, Function<Click, Answer> settled) {
        if (actions.put(action, settled) != null) {
            throw new IllegalStateException("two things that " + action + " does");
        }
    }

    /** The names of all actions that this version knows. */
    public Set<String> actions() {
        return Set.copyOf(actions.keySet());
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

    /** Clicks nobody has decided yet are answered with this text, and change nothing. */
    public int letGo(Tx tx, String text) {
        return rows.letGo(tx, text);
    }

    private void settle(Job job) {
        rows.find(job.subject())
                .ifPresent(click -> {
                    var answer = decided(click);
                    if (answer instanceof Answer.Privately(var text)) {
                        hear(click, text);
                    }
                    rows.settle(click.id());
                });
    }

    /**
     * Decided once: the answer is stored before it is sent, so that a failure to send it never
     * makes the action happen again.
     */
    private Answer decided(Click click) {
        var stored = rows.answer(click.id());
        if (stored.isPresent()) {
            return Answer.say(stored.get());
        }
        var answer = decide(click);
        if (answer instanceof Answer.Privately(var text)) {
            rows.decided(click.id(), text);
        }
        return answer;
    }

    private Answer decide(Click click) {
        var action = actions.get(click.action());
        if (action == null) {
            return leave(click);
        }
        try {
            return action.apply(click);
        } catch (TryAgain later) {
            return wait(click, later);
        } catch (RowJson.Unreadable ofNewerVersion) {
            return wait(click, new TryAgain(clock.instant().plus(Jobs.LEFT_ALONE)));
        } catch (RuntimeException trouble) {
            return wait(click, trouble);
        } catch (Error trouble) {
            return wait(click, trouble);
        }
    }

    /** A newer version may run beside this one, and knows what the button means. */
    private Answer leave(Click click) {
        if (unknownActions.add(click.action())) {
            log.warn("action={} is unknown to this version", click.action());
        }
        if (isOver(click)) {
            return Answer.say(
                    "This button is from another version of the desk, which did not come to it, so"
                            + " nothing was changed. Use the newest message about this request.");
        }
        tellOnce(
                click,
                "This button is from another version of the desk, so this one has changed nothing."
                    + " If that version is running, it settles your click in a moment; otherwise"
                    + " use the newest message about this request.");
        throw new TryAgain(clock.instant().plus(OTHER_VERSION));
    }

    /** Its turn comes by itself; who has to wait for it longer than a moment is told until when. */
    private Answer wait(Click click, TryAgain later) {
        if (isOver(click)) {
            return givenUp(click);
        }
        if (later.when().isAfter(clock.instant().plus(A_MOMENT))) {
            tellOnce(
                    click,
                    "Your click is noted. The desk has to wait for something else to finish first, and goes on at %s; there is no need to press again."
                            .formatted(Mrkdwn.date(later.when())));
        }
        throw later;
    }

    /** The first failure is told, the following ones are not, and after half an hour we give up. */
    private <T extends Throwable> Answer wait(Click click, T trouble) throws T {
        var told = traces.told(trouble);
        if (isOver(click)) {
            log.error(
                    "ref={} action={} given up: {}",
                    reference(click),
                    click.action(),
                    told.words(),
                    told.stack());
            return givenUp(click);
        }
        log.warn(
                "ref={} action={} waits: {}",
                reference(click),
                click.action(),
                told.words(),
                told.stack());
        tellOnce(
                click,
                "Your click is noted, but the desk is waiting for something it needs first: Slack, Entra, or its own database. It keeps trying for half an hour and tells you here; there is no need to press again. (ref %s)"
                        .formatted(reference(click)));
        throw trouble;
    }

    private boolean isOver(Click click) {
        return clock.instant().isAfter(click.at().plus(GIVE_UP));
    }

    private static Answer givenUp(Click click) {
        return Answer.say(
                "Your click could not be settled within half an hour, so the desk has let it go. Look at the newest message about the request, then press again. (ref %s)"
                        .formatted(reference(click)));
    }

    /** What the operator finds in the log, too; the gate calls a delivery by the same letters. */
    private static String reference(Click click) {
        var id = click.id();
        return id.substring(0, Math.min(REFERENCE, id.length())).toUpperCase(Locale.ROOT);
    }

    /** Failing to say that it takes longer must not hide why it does. */
    private void tellOnce(Click click, String text) {
        if (rows.wasToldToWait(click.id())) {
            return;
        }
        try {
            send(click, text);
            rows.toldToWait(click.id());
        } catch (ChatFailure failure) {
            log.info("ref={} not told to wait: {}", reference(click), failure.getMessage());
        }
    }

    private void hear(Click click, String text) {
        try {
            send(click, text);
        } catch (ChatFailure.Refused unreachable) {
            log.warn("ref={} cannot be told: {}", reference(click), unreachable.error());
        } catch (ChatFailure failure) {
            if (isOver(click)) {
                log.warn("ref={} was not told: {}", reference(click), failure.getMessage());
                return;
            }
            throw failure;
        }
    }

    private void send(Click click, String text) {
        boolean fresh = clock.instant().isBefore(click.at().plus(ANSWERABLE));
        Optional<String> url = fresh ? click.responseUrl() : Optional.empty();
        if (url.isEmpty()) {
            chat.dm(click.by(), Message.of(text));
            return;
        }
        try {
            chat.respond(url.get(), Message.of(text));
        } catch (ChatFailure refused) {
            // The person still sees the card or the direct message change; one more way to tell.
            chat.dm(click.by(), Message.of(text));
        }
    }
}
