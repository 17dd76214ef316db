package dev.keydesk.reminder;

import dev.keydesk.config.Step;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.request.AppRef;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * What a team is told of one key, as it was on that day.
 *
 * @param daysLeft as the calendar of the team counts them; negative once the key has ended
 * @param next when it is spoken of again; empty if this is the last time
 * @param superseded since when a newer key of its app can take its place
 * @param own whether the desk itself signs in with it, as far as it can know
 */
record ReminderEntry(
        AppRef app,
        String keyId,
        Kind kind,
        Optional<String> name,
        Optional<String> hint,
        Instant start,
        Instant end,
        Step step,
        long daysLeft,
        Optional<Instant> next,
        Optional<Instant> superseded,
        boolean own,
        Responsible responsible) {

    /** From here on people are mentioned. */
    static final int PRESSING_DAYS = 7;

    /** The desk's own first, and last what can wait for ever. */
    static final Comparator<ReminderEntry> MOST_URGENT_FIRST =
            Comparator.comparing((ReminderEntry entry) -> !entry.own())
                    .thenComparing(ReminderEntry::neverExpires)
                    .thenComparing(ReminderEntry::wasReplaced)
                    .thenComparing(ReminderEntry::end)
                    .thenComparing(entry -> entry.app().name())
                    .thenComparing(ReminderEntry::keyId);

    boolean neverExpires() {
        return step.equals(Step.NEVER_EXPIRES);
    }

    boolean hasExpired() {
        return step.equals(Step.EXPIRED);
    }

    /** Nobody is called for a key that another one has replaced. */
    boolean presses() {
        return isPressing(step, daysLeft) && !wasReplaced();
    }

    /** The desk needs its own until it is given the newer one, however long that has been there. */
    boolean wasReplaced() {
        return superseded.isPresent() && !own;
    }

    static boolean isPressing(Step step, long daysLeft) {
        return !step.equals(Step.NEVER_EXPIRES) && daysLeft <= PRESSING_DAYS;
    }

    /** The same, with what is known now. */
    ReminderEntry updated(Optional<Instant> superseded, boolean own, long daysLeft) {
        return with(step, daysLeft, next, superseded, own, responsible);
    }

    /**
     * The same told to others on another day.
     *
     * @param plan by which they are told of it from now on
     */
    ReminderEntry by(ReminderPlan plan, LocalDate day, Instant now, Responsible others) {
        var key = key();
        return with(
                end.isAfter(now) ? step : Step.EXPIRED,
                plan.daysLeft(key, day),
                plan.next(key, day, Set.of(step)),
                superseded,
                own,
                others);
    }

    /** The same, once it is known who looks after its app. */
    ReminderEntry responsible(Responsible by) {
        return with(step, daysLeft, next, superseded, own, by);
    }

    /** The same of a key the desk itself signs in with. */
    ReminderEntry ofDesk(Responsible by) {
        return with(step, daysLeft, next, superseded, true, by);
    }

    /** What can be told differently of the same key and the same end. */
    private ReminderEntry with(
            Step step,
            long daysLeft,
            Optional<Instant> next,
            Optional<Instant> superseded,
            boolean own,
            Responsible responsible) {
        return new ReminderEntry(
                app,
                keyId,
                kind,
                name,
                hint,
                start,
                end,
                step,
                daysLeft,
                next,
                superseded,
                own,
                responsible);
    }

    Credential.Key key() {
        return new Credential.Key(app, keyId, kind, name, hint, start, end);
    }

    KeyEnd keyEnd() {
        return new KeyEnd(app.objectId(), keyId, end.toEpochMilli());
    }

    /** A key and its end: what steps are counted for. */
    record KeyEnd(String app, String keyId, long endAt) {
        static KeyEnd of(Credential.Key key) {
            return new KeyEnd(key.app().objectId(), key.keyId(), key.end().toEpochMilli());
        }
    }
}
