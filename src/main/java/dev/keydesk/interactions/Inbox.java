package dev.keydesk.interactions;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.logging.Traces;
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
    private final InteractionRows rows;
    private final Traces traces;
    private final Map<String, Function<Interaction, InteractionAnswer>> actions =
            new LinkedHashMap<>();
    private final Set<String> unknownActions = ConcurrentHashMap.newKeySet();

    public Inbox(Db db, Chat chat, Jobs jobs, InstantSource clock) {
        this.db = db;
        this.chat = chat;
        this.jobs = jobs;
        this.clock = clock;
        this.rows = new InteractionRows(db);
        this.traces = new Traces(clock);
        jobs.on(SETTLE, this::settle);
    }

    /** Says what an action does. */
    public void on(String action, Function<Interaction, InteractionAnswer> settled) {
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
    public void take(Interaction interaction) {
        db.writing(tx -> {
            if (first(tx, interaction.id())) {
                store(tx, interaction);
            }
        });
    }

    /** Stores a click whose delivery the caller has taken with {@link #first} already. */
    public void takeFirst(Interaction interaction) {
        db.writing(tx -> store(tx, interaction));
    }

    private void store(Tx tx, Interaction interaction) {
        rows.save(tx, interaction);
        jobs.soon(tx, new Job(SETTLE, interaction.id(), 0));
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
                .ifPresent(interaction -> {
                    var answer = decided(interaction);
                    if (answer instanceof InteractionAnswer.Privately(var text)) {
                        hear(interaction, text);
                    }
                    rows.settle(interaction.id());
                });
    }

    /**
     * Decided once: the answer is stored before it is sent, so that a failure to send it never
     * makes the action happen again.
     */
    private InteractionAnswer decided(Interaction interaction) {
        var stored = rows.answer(interaction.id());
        if (stored.isPresent()) {
            return InteractionAnswer.say(stored.get());
        }
        var answer = decide(interaction);
        if (answer instanceof InteractionAnswer.Privately(var text)) {
            rows.decided(interaction.id(), text);
        }
        return answer;
    }

    private InteractionAnswer decide(Interaction interaction) {
        var action = actions.get(interaction.action());
        if (action == null) {
            return leave(interaction);
        }
        try {
            return action.apply(interaction);
        } catch (RescheduleException later) {
            return wait(interaction, later);
        } catch (RowJson.Unreadable ofNewerVersion) {
            return wait(
                    interaction, new RescheduleException(clock.instant().plus(Jobs.LEFT_ALONE)));
        } catch (RuntimeException trouble) {
            return wait(interaction, trouble);
        } catch (Error trouble) {
            return wait(interaction, trouble);
        }
    }

    /** A newer version may run beside this one, and knows what the button means. */
    private InteractionAnswer leave(Interaction interaction) {
        if (unknownActions.add(interaction.action())) {
            log.warn("action={} is unknown to this version", interaction.action());
        }
        if (isOver(interaction)) {
            return InteractionAnswer.say(
                    "This button is from another version of the desk, which did not come to it, so"
                            + " nothing was changed. Use the newest message about this request.");
        }
        tellOnce(
                interaction,
                "This button is from another version of the desk, so this one has changed nothing."
                    + " If that version is running, it settles your click in a moment; otherwise"
                    + " use the newest message about this request.");
        throw new RescheduleException(clock.instant().plus(OTHER_VERSION));
    }

    /** Its turn comes by itself; who has to wait for it longer than a moment is told until when. */
    private InteractionAnswer wait(Interaction interaction, RescheduleException later) {
        if (isOver(interaction)) {
            return givenUp(interaction);
        }
        if (later.when().isAfter(clock.instant().plus(A_MOMENT))) {
            tellOnce(
                    interaction,
                    "Your click is noted. The desk has to wait for something else to finish first, and goes on at %s; there is no need to press again."
                            .formatted(Mrkdwn.date(later.when())));
        }
        throw later;
    }

    /** The first failure is told, the following ones are not, and after half an hour we give up. */
    private <T extends Throwable> InteractionAnswer wait(Interaction interaction, T trouble)
            throws T {
        var told = traces.told(trouble);
        if (isOver(interaction)) {
            log.error(
                    "ref={} action={} given up: {}",
                    reference(interaction),
                    interaction.action(),
                    told.words(),
                    told.stack());
            return givenUp(interaction);
        }
        log.warn(
                "ref={} action={} waits: {}",
                reference(interaction),
                interaction.action(),
                told.words(),
                told.stack());
        tellOnce(
                interaction,
                "Your click is noted, but the desk is waiting for something it needs first: Slack, Entra, or its own database. It keeps trying for half an hour and tells you here; there is no need to press again. (ref %s)"
                        .formatted(reference(interaction)));
        throw trouble;
    }

    private boolean isOver(Interaction interaction) {
        return clock.instant().isAfter(interaction.pressedAt().plus(GIVE_UP));
    }

    private static InteractionAnswer givenUp(Interaction interaction) {
        return InteractionAnswer.say(
                "Your click could not be settled within half an hour, so the desk has let it go. Look at the newest message about the request, then press again. (ref %s)"
                        .formatted(reference(interaction)));
    }

    /** What the operator finds in the log, too; the gate calls a delivery by the same letters. */
    private static String reference(Interaction interaction) {
        var id = interaction.id();
        return id.substring(0, Math.min(REFERENCE, id.length())).toUpperCase(Locale.ROOT);
    }

    /** Failing to say that it takes longer must not hide why it does. */
    private void tellOnce(Interaction interaction, String text) {
        if (rows.wasToldToWait(interaction.id())) {
            return;
        }
        try {
            send(interaction, text);
            rows.toldToWait(interaction.id());
        } catch (ChatFailure failure) {
            log.info("ref={} not told to wait: {}", reference(interaction), failure.getMessage());
        }
    }

    private void hear(Interaction interaction, String text) {
        try {
            send(interaction, text);
        } catch (ChatFailure.Refused unreachable) {
            log.warn("ref={} cannot be told: {}", reference(interaction), unreachable.error());
        } catch (ChatFailure failure) {
            if (isOver(interaction)) {
                log.warn("ref={} was not told: {}", reference(interaction), failure.getMessage());
                return;
            }
            throw failure;
        }
    }

    private void send(Interaction interaction, String text) {
        boolean fresh = clock.instant().isBefore(interaction.pressedAt().plus(ANSWERABLE));
        Optional<String> url = fresh ? interaction.responseUrl() : Optional.empty();
        if (url.isEmpty()) {
            chat.dm(interaction.user(), OutgoingMessage.of(text));
            return;
        }
        try {
            chat.respond(url.get(), OutgoingMessage.of(text));
        } catch (ChatFailure refused) {
            // The person still sees the card or the direct message change; one more way to tell.
            chat.dm(interaction.user(), OutgoingMessage.of(text));
        }
    }
}
