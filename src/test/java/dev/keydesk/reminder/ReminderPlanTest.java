package dev.keydesk.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.ReminderStep;
import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.config.Reminders.Timing;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.request.AppRef;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

class ReminderPlanTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<ReminderStep> STEPS =
            IntStream.of(60, 30, 14, 7, 3, 1, 0, -1).mapToObj(ReminderStep::new).toList();
    private static final DailyHour EVERY_DAY = new DailyHour(9, BERLIN, false);
    private static final DailyHour WORKDAYS = new DailyHour(9, BERLIN, true);

    /** The key of most cases ends on a Friday at noon in Berlin. */
    private static final Credential.Key KEY = endingAt("2026-05-15T10:00:00Z");

    private static Credential.Key endingAt(String end) {
        return new Credential.Key(
                new AppRef("o", "c", "payroll-api"),
                "k",
                Kind.SECRET,
                Optional.empty(),
                Optional.of("abc"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse(end));
    }

    private static Optional<ReminderStep> due(
            Credential.Key key, DailyHour at, String day, Set<ReminderStep> sent) {
        var date = LocalDate.parse(day);
        return new ReminderPlan(new Timing(STEPS, at))
                .due(key, date, at.momentOn(date).toInstant(), sent);
    }

    @Test
    void a_key_that_ends_on_a_friday_is_not_called_expired_before_it_is() {
        assertThat(due(KEY, WORKDAYS, "2026-05-15", Set.of()).map(ReminderStep::text))
                .hasValue("on the day");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-15, ",
        "2026-03-16, 60 days",
        "2026-03-17, 60 days",
        "2026-04-14, 60 days",
        "2026-04-15, 30 days",
        "2026-05-01, 14 days",
        "2026-05-08, 7 days",
        "2026-05-11, 7 days",
        "2026-05-12, 3 days",
        "2026-05-14, 1 day",
        "2026-05-15, on the day",
        "2026-05-16, expired",
        "2026-06-13, expired",
        "2026-06-15, ",
    })
    void a_key_nobody_was_told_of_is_told_by_the_step_that_presses_most(String day, String step) {
        assertThat(due(KEY, EVERY_DAY, day, Set.of()).map(ReminderStep::text))
                .isEqualTo(Optional.ofNullable(step));
    }

    @Test
    void on_each_day_of_its_life_each_step_is_told_once_and_on_its_own_day() {
        assertThat(told(KEY, EVERY_DAY, "2026-02-01", "2026-08-01"))
                .containsExactly(
                        "2026-03-16 60 days",
                        "2026-04-15 30 days",
                        "2026-05-01 14 days",
                        "2026-05-08 7 days",
                        "2026-05-12 3 days",
                        "2026-05-14 1 day",
                        "2026-05-15 on the day",
                        "2026-05-16 expired");
    }

    @Test
    void on_workdays_only_a_friday_tells_what_the_weekend_would_bring() {
        var onSunday = endingAt("2026-05-17T10:00:00Z");
        assertThat(told(onSunday, WORKDAYS, "2026-05-01", "2026-05-31"))
                .containsExactly(
                        "2026-05-01 14 days",
                        "2026-05-08 7 days",
                        "2026-05-14 3 days",
                        "2026-05-15 on the day",
                        "2026-05-18 expired");
    }

    @Test
    void a_more_urgent_step_that_was_told_silences_those_before_it() {
        assertThat(due(KEY, EVERY_DAY, "2026-05-08", Set.of(new ReminderStep(3)))).isEmpty();
        assertThat(
                        due(
                                KEY,
                                EVERY_DAY,
                                "2026-05-08",
                                Set.of(new ReminderStep(60), new ReminderStep(14))))
                .contains(new ReminderStep(7));
    }

    @Test
    void a_key_that_ends_before_the_hour_of_its_last_day_is_told_the_day_before_and_as_ended() {
        var early = endingAt("2026-05-15T03:00:00Z");
        assertThat(due(early, EVERY_DAY, "2026-05-14", Set.of(new ReminderStep(3))))
                .contains(new ReminderStep(1));
        assertThat(due(early, EVERY_DAY, "2026-05-15", Set.of(new ReminderStep(1))))
                .contains(ReminderStep.EXPIRED);
    }

    @Test
    void days_are_those_of_the_teams_calendar() {
        // Half past midnight on the 16th in Berlin, and still the 15th in Greenwich.
        var late = endingAt("2026-05-15T22:30:00Z");
        assertThat(due(late, EVERY_DAY, "2026-05-15", Set.of())).contains(new ReminderStep(1));
        var inGreenwich = new DailyHour(9, ZoneId.of("UTC"), false);
        assertThat(due(late, inGreenwich, "2026-05-15", Set.of()))
                .contains(ReminderStep.ON_THE_DAY);
    }

    @Test
    void a_night_in_which_clocks_change_moves_no_day_and_loses_no_hour() {
        var summer = endingAt("2026-03-29T10:00:00Z");
        assertThat(told(summer, EVERY_DAY, "2026-03-20", "2026-04-05"))
                .containsExactly(
                        "2026-03-20 14 days",
                        "2026-03-22 7 days",
                        "2026-03-26 3 days",
                        "2026-03-28 1 day",
                        "2026-03-29 on the day",
                        "2026-03-30 expired");
        var inTheGap = new DailyHour(2, BERLIN, false);
        assertThat(inTheGap.momentOn(LocalDate.parse("2026-03-29")).toInstant())
                .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void a_leap_day_is_a_day_like_any_other() {
        var leap = endingAt("2028-02-29T12:00:00Z");
        assertThat(due(leap, EVERY_DAY, "2028-02-28", Set.of())).contains(new ReminderStep(1));
        assertThat(due(leap, EVERY_DAY, "2028-02-29", Set.of())).contains(ReminderStep.ON_THE_DAY);
        assertThat(due(leap, EVERY_DAY, "2028-03-01", Set.of())).contains(ReminderStep.EXPIRED);
        var after = endingAt("2028-03-01T12:00:00Z");
        assertThat(due(after, EVERY_DAY, "2028-02-28", Set.of(new ReminderStep(3)))).isEmpty();
        assertThat(due(after, EVERY_DAY, "2028-02-29", Set.of(new ReminderStep(3))))
                .contains(new ReminderStep(1));
    }

    @Test
    void a_key_that_never_expires_is_told_once() {
        var never = endingAt("2299-12-31T00:00:00Z");
        assertThat(due(never, EVERY_DAY, "2026-05-15", Set.of()))
                .contains(ReminderStep.NEVER_EXPIRES);
        assertThat(due(never, EVERY_DAY, "2030-05-15", Set.of(ReminderStep.NEVER_EXPIRES)))
                .isEmpty();
    }

    @Test
    void the_next_time_is_the_next_step_and_after_the_last_there_is_none() {
        var plan = new ReminderPlan(new Timing(STEPS, EVERY_DAY));
        assertThat(plan.next(KEY, LocalDate.parse("2026-04-20"), Set.of(new ReminderStep(30))))
                .contains(Instant.parse("2026-05-01T07:00:00Z"));
        assertThat(plan.next(KEY, LocalDate.parse("2026-05-15"), Set.of(ReminderStep.ON_THE_DAY)))
                .contains(Instant.parse("2026-05-16T07:00:00Z"));
        assertThat(plan.next(KEY, LocalDate.parse("2026-05-16"), Set.of(ReminderStep.EXPIRED)))
                .isEmpty();
    }

    /** What a desk that is always up tells from one day to the other. */
    private static List<String> told(Credential.Key key, DailyHour at, String from, String to) {
        var sent = new HashSet<ReminderStep>();
        var told = new ArrayList<String>();
        var last = LocalDate.parse(to);
        for (var day = LocalDate.parse(from); !day.isAfter(last); day = at.dayAfter(day)) {
            var date = day.toString();
            due(key, at, date, sent)
                    .ifPresent(step -> {
                        sent.add(step);
                        told.add(date + " " + step.text());
                    });
        }
        return told;
    }
}
