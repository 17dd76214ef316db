package dev.keydesk.reminder;

import dev.keydesk.config.ReminderStep;
import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.config.Reminders.Timing;
import dev.keydesk.expiry.Credential;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Computes which step of a credential is due on a day; a pure function.
 *
 * <p>If several steps were reached, as after a time without Keydesk, only the most urgent one is
 * due; the others are never sent.
 */
final class ReminderPlan {
    /** Entra keeps expired credentials for years, and old ones are not worth a reminder. */
    static final Duration STILL_NEWS = Duration.ofDays(30);

    private final Timing timing;

    ReminderPlan(Timing timing) {
        this.timing = timing;
    }

    /**
     * Returns the step to send.
     *
     * @param day in the time zone of the timing
     * @param now the moment
     * @param sent the steps that were sent for this credential and expiry date
     */
    Optional<ReminderStep> due(
            Credential.Key key, LocalDate day, Instant now, Set<ReminderStep> sent) {
        return reached(key, day, now)
                .filter(step -> sent.stream().allMatch(told -> told.compareTo(step) < 0));
    }

    private Optional<ReminderStep> reached(Credential.Key key, LocalDate day, Instant now) {
        if (key.neverExpires()) {
            return Optional.of(ReminderStep.NEVER_EXPIRES);
        }
        if (!key.end().isAfter(now)) {
            return Optional.of(ReminderStep.EXPIRED)
                    .filter(timing.steps()::contains)
                    .filter(_ -> key.end().plus(STILL_NEWS).isAfter(now));
        }
        long left = daysLeft(key, day) - daysOff(day);
        return timing.steps().stream()
                .filter(step -> !step.equals(ReminderStep.EXPIRED))
                .filter(step -> step.daysBefore() >= left)
                .max(ReminderStep::compareTo);
    }

    /** Returns the calendar days of the team until it expires; negative once the day is over. */
    long daysLeft(Credential.Key key, LocalDate day) {
        return ChronoUnit.DAYS.between(day, LocalDate.ofInstant(key.end(), at().zone()));
    }

    /** On a Friday, what Saturday and Sunday would bring is due as well: better early than late. */
    private long daysOff(LocalDate day) {
        return ChronoUnit.DAYS.between(day, at().dayAfter(day)) - 1;
    }

    /**
     * Returns when the credential is reported again.
     *
     * @param sent including the last step
     * @return empty if that was the last time
     */
    Optional<Instant> next(Credential.Key key, LocalDate after, Set<ReminderStep> sent) {
        if (key.neverExpires()) {
            return Optional.empty();
        }
        var told = new HashSet<>(sent);
        // The last reminder comes on the first day of reminders after the expiry date.
        var last = LocalDate.ofInstant(key.end(), at().zone()).plusDays(4);
        for (var day = at().dayAfter(after); !day.isAfter(last); day = at().dayAfter(day)) {
            var moment = at().momentOn(day).toInstant();
            if (due(key, day, moment, told).isPresent()) {
                return Optional.of(moment);
            }
        }
        return Optional.empty();
    }

    private DailyHour at() {
        return timing.at();
    }
}
