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
 * Receives every click: stores it in one short transaction, acknowledges it, handles it in a job,
 * and answers it. A click is handled at least once; its action checks the stored row first, so a
 * second run finds the work done and only says so.
 */
public final class Inbox {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    /**
     * The action that only shows the click's own text to the person, for requests whose
     * acknowledgement has no room for text.
     */
    public static final String SAY = "say";

    private static final JobKind SETTLE = new JobKind("settle-click");

    /** Slack accepts answers for half an hour; after that a direct message is sent. */
    private static final Duration ANSWERABLE = Duration.ofMinutes(29);

    /** People click again sooner than this; an older click would surprise them. */
    private static final Duration GIVE_UP = Duration.ofMinutes(30);

    /** After this time the click is offered again, to whichever node is first. */
    private static final Duration OTHER_VERSION = Duration.ofSeconds(10);

    private static final Duration A_MOMENT = Duration.ofSeconds(3);
    private static final int REFERENCE = 6;

    /** Six times as long as a signature is accepted in either direction. */
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
        jobs.register(SETTLE, this::settle);
    }

    /** Registers what an action does. */
    public void register(String action, Function<Interaction, InteractionAnswer> settled) {
        if (actions.put(action, settled) != null) {
            throw new IllegalStateException("two things that " + action + " does");
        }
    }

    /** Returns the names of all actions that this version knows. */
    public Set<String> actions() {
        return Set.copyOf(actions.keySet());
    }

    /** Records a delivery; returns false if the same delivery was recorded before. */
    public boolean first(String fingerprint) {
        return db.write(tx -> first(tx, fingerprint));
    }

    /** The same within a transaction. */
    public boolean first(Tx tx, String fingerprint) {
        return rows.takeDelivery(tx, fingerprint, clock.instant());
    }

    /** Stores a click; does nothing for a delivery that was recorded before. */
    public void take(Interaction interaction) {
        db.writing(tx -> {
            if (first(tx, interaction.id())) {
                store(tx, interaction);
            }
        });
    }

    /** Stores a click whose delivery the caller has recorded with {@link #first}. */
    public void takeFirst(Interaction interaction) {
        db.writing(tx -> store(tx, interaction));
    }

    private void store(Tx tx, Interaction interaction) {
        rows.save(tx, interaction);
        jobs.scheduleNow(tx, new Job(SETTLE, interaction.id(), 0));
    }

    /** Deletes old fingerprints, because signatures are accepted for minutes only. */
    public void forgetOldDeliveries() {
        rows.forgetDeliveries(clock.instant().minus(REMEMBER_DELIVERIES));
    }

    /**
     * Answers all clicks that are not handled yet with this text, without doing anything; returns
     * how many.
     */
    public int discardAll(Tx tx, String text) {
        return rows.discardAll(tx, text);
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
     * Handles the click once: the answer is stored before it is sent, so that a failure to send it
     * never repeats the action.
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

    /** A newer version, which may run beside this one, knows what the button means. */
    private InteractionAnswer leave(Interaction interaction) {
        if (unknownActions.add(interaction.action())) {
            log.warn("action={} is unknown to this version", interaction.action());
        }
        if (isOver(interaction)) {
            return InteractionAnswer.say(
                    "This button is from another version of the desk, which did not handle it, so"
                            + " nothing was changed. Use the newest message about this request.");
        }
        tellOnce(
                interaction,
                "This button is from another version of the desk, so nothing was changed here. If"
                    + " that version is running, it handles your click in a moment; otherwise use"
                    + " the newest message about this request.");
        throw new RescheduleException(clock.instant().plus(OTHER_VERSION));
    }

    /**
     * The lease will be free by itself; a person who has to wait longer than a moment is told until
     * when.
     */
    private InteractionAnswer wait(Interaction interaction, RescheduleException later) {
        if (isOver(interaction)) {
            return givenUp(interaction);
        }
        if (later.when().isAfter(clock.instant().plus(A_MOMENT))) {
            tellOnce(
                    interaction,
                    "Your click is stored. The desk has to wait for something else to finish first, and continues at %s. You do not need to press again."
                            .formatted(Mrkdwn.date(later.when())));
        }
        throw later;
    }

    /**
     * The first failure is reported to the person, the next ones are not, and after half an hour
     * the click is given up.
     */
    private <T extends Throwable> InteractionAnswer wait(Interaction interaction, T trouble)
            throws T {
        var told = traces.describe(trouble);
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
                "Your click is stored, but the desk is waiting for something it needs first: Slack, Entra, or its own database. It keeps trying for half an hour and tells you here. You do not need to press again. (ref %s)"
                        .formatted(reference(interaction)));
        throw trouble;
    }

    private boolean isOver(Interaction interaction) {
        return clock.instant().isAfter(interaction.pressedAt().plus(GIVE_UP));
    }

    private static InteractionAnswer givenUp(Interaction interaction) {
        return InteractionAnswer.say(
                "Your click could not be handled within half an hour, so the desk has stopped trying. Look at the newest message about the request, then press again. (ref %s)"
                        .formatted(reference(interaction)));
    }

    /**
     * Returns the reference for the person and the log; the gate uses the same letters for a
     * delivery.
     */
    private static String reference(Interaction interaction) {
        var id = interaction.id();
        return id.substring(0, Math.min(REFERENCE, id.length())).toUpperCase(Locale.ROOT);
    }

    /** A failure to say that it takes longer must not hide the reason. */
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
            // The person still sees the card or the direct message change; this is a second way to
            // tell them.
            chat.dm(interaction.user(), OutgoingMessage.of(text));
        }
    }
}
