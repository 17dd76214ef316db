package dev.keydesk.reminder;

import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.config.Reminders.Timing;
import dev.keydesk.config.Step;
import dev.keydesk.expiry.Credential;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which step of a key is due on a day: arithmetic, and nothing else.
 *
 * <p>Of several steps that were reached, as after a time in which the desk was down, the one that
 * presses most is due alone; the others are never told any more.
 */
final class ReminderPlan {
    /** Entra keeps keys that have ended for years, and the old ones are no news to anybody. */
    static final Duration STILL_NEWS = Duration.ofDays(30);

    private final Timing timing;

    ReminderPlan(Timing timing) {
        this.timing = timing;
    }

    /**
     * The step to tell.
     *
     * @param day in the time zone of the timing
     * @param now the moment of it
     * @param sent the steps told of this key and this end
     */
    Optional<Step> due(Credential.Key key, LocalDate day, Instant now, Set<Step> sent) {
        return reached(key, day, now)
                .filter(step -> sent.stream().allMatch(told -> told.compareTo(step) < 0));
    }

    private Optional<Step> reached(Credential.Key key, LocalDate day, Instant now) {
        if (key.neverExpires()) {
            return Optional.of(Step.NEVER_EXPIRES);
        }
        if (!key.end().isAfter(now)) {
            return Optional.of(Step.EXPIRED)
                    .filter(timing.steps()::contains)
                    .filter(_ -> key.end().plus(STILL_NEWS).isAfter(now));
        }
        long left = daysLeft(key, day) - daysOff(day);
        return timing.steps().stream()
                .filter(step -> !step.equals(Step.EXPIRED))
                .filter(step -> step.daysBefore() >= left)
                .max(Step::compareTo);
    }

    /** As the calendar of the team counts them; negative once the day is over. */
    long daysLeft(Credential.Key key, LocalDate day) {
        return ChronoUnit.DAYS.between(day, LocalDate.ofInstant(key.end(), at().zone()));
    }

    /** On a Friday, what Saturday and Sunday would bring is due as well: better early than late. */
    private long daysOff(LocalDate day) {
        return ChronoUnit.DAYS.between(day, at().dayAfter(day)) - 1;
    }

    /**
     * When the key is spoken of again.
     *
     * @param sent with what was told last
     * @return empty if that was the last time
     */
    Optional<Instant> next(Credential.Key key, LocalDate after, Set<Step> sent) {
        if (key.neverExpires()) {
            return Optional.empty();
        }
        var told = new HashSet<>(sent);
        // The last thing told of a key comes on the first day of reminders after its end.
        var last = LocalDate.ofInstant(key.end(), at().zone()).plusDays(4);
        for (var day = at().dayAfter(after); !day.isAfter(last); day = at().dayAfter(day)) {
            var moment = at().on(day).toInstant();
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
