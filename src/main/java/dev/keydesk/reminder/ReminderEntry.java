package dev.keydesk.reminder;

import dev.keydesk.config.ReminderStep;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.request.AppRef;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * A reminder of one credential, as it was on that day.
 *
 * @param daysLeft calendar days of the team until it expires; negative once it has expired
 * @param nextReminder when it is reported again; empty if this is the last time
 * @param superseded since when a newer credential of its app can replace it
 * @param isOfDesk whether Keydesk itself signs in with it, as far as it can know
 */
record ReminderEntry(
        AppRef app,
        String keyId,
        Kind kind,
        Optional<String> name,
        Optional<String> hint,
        Instant start,
        Instant end,
        ReminderStep step,
        long daysLeft,
        Optional<Instant> nextReminder,
        Optional<Instant> superseded,
        boolean isOfDesk,
        Responsible responsible) {

    /** From here on people are mentioned. */
    static final int URGENT_DAYS = 7;

    /** Keydesk's own come first, and those that never expire last. */
    static final Comparator<ReminderEntry> MOST_URGENT_FIRST =
            Comparator.comparing((ReminderEntry entry) -> !entry.isOfDesk())
                    .thenComparing(ReminderEntry::neverExpires)
                    .thenComparing(ReminderEntry::wasReplaced)
                    .thenComparing(ReminderEntry::end)
                    .thenComparing(entry -> entry.app().name())
                    .thenComparing(ReminderEntry::keyId);

    boolean neverExpires() {
        return step.equals(ReminderStep.NEVER_EXPIRES);
    }

    boolean hasExpired() {
        return step.equals(ReminderStep.EXPIRED);
    }

    /** Returns whether it is urgent; one that another credential has replaced is not. */
    boolean isUrgent() {
        return isUrgent(step, daysLeft) && !wasReplaced();
    }

    /**
     * Returns whether it was replaced. Keydesk needs its own until it is given the newer one,
     * however long that has existed.
     */
    boolean wasReplaced() {
        return superseded.isPresent() && !isOfDesk;
    }

    static boolean isUrgent(ReminderStep step, long daysLeft) {
        return !step.equals(ReminderStep.NEVER_EXPIRES) && daysLeft <= URGENT_DAYS;
    }

    /** Returns the same with what is known now. */
    ReminderEntry updated(Optional<Instant> superseded, boolean own, long daysLeft) {
        return with(step, daysLeft, nextReminder, superseded, own, responsible);
    }

    /**
     * Returns the same for other people on another day.
     *
     * @param plan the plan of its reminders from now on
     */
    ReminderEntry resentTo(ReminderPlan plan, LocalDate day, Instant now, Responsible others) {
        var key = key();
        return with(
                end.isAfter(now) ? step : ReminderStep.EXPIRED,
                plan.daysLeft(key, day),
                plan.next(key, day, Set.of(step)),
                superseded,
                isOfDesk,
                others);
    }

    /** Returns the same, once the people who are responsible for its app are known. */
    ReminderEntry responsible(Responsible by) {
        return with(step, daysLeft, nextReminder, superseded, isOfDesk, by);
    }

    /** Returns the same for a credential with which Keydesk itself signs in. */
    ReminderEntry ofDesk(Responsible by) {
        return with(step, daysLeft, nextReminder, superseded, true, by);
    }

    /** The properties that can change for the same credential and the same expiry date. */
    private ReminderEntry with(
            ReminderStep step,
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

    /** A credential with an expiry date: what steps are counted for. */
    record KeyEnd(String app, String keyId, long endAt) {
        static KeyEnd of(Credential.Key key) {
            return new KeyEnd(key.app().objectId(), key.keyId(), key.end().toEpochMilli());
        }
    }
}
