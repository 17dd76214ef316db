package dev.keydesk.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.ReminderStep;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.request.AppRef;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every state of a line of a reminder, and every move. */
class ReminderLineTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final UserId ALICE = new UserId("U1");
    private static final ReminderEntry TOLD = told(7);
    private static final ReminderEntry LATER = told(3);

    private final ReminderLine.Open open = new ReminderLine.Open(TOLD);
    private final ReminderLine.Snoozed snoozed = open.snooze(ALICE, NOW);
    private final ReminderLine.Moved moved =
            new ReminderLine.Moved(TOLD, ALICE, new ChannelId("C2"));
    private final ReminderLine.Closed gone = ReminderLine.Closed.gone(TOLD, "it is gone", NOW);
    private final ReminderLine.Closed endMoved = ReminderLine.Closed.endMoved(TOLD, NOW, NOW);

    private static ReminderEntry told(int days) {
        return new ReminderEntry(
                new AppRef("app-1", "client-1", "billing"),
                "key-1",
                Kind.SECRET,
                Optional.empty(),
                Optional.empty(),
                NOW,
                NOW,
                new ReminderStep(days),
                days,
                Optional.empty(),
                Optional.empty(),
                false,
                Responsible.byOwners("its owners", List.of(ALICE)));
    }

    @Test
    void somebody_still_has_something_to_do_until_it_was_moved_or_closed() {
        assertThat(List.of(open, snoozed)).allMatch(ReminderLine::isOpen);
        assertThat(List.of(moved, gone, endMoved)).noneMatch(ReminderLine::isOpen);
    }

    @Test
    void what_is_known_now_is_said_where_something_is_left_to_do() {
        assertThat(open.updated(LATER)).hasValue(new ReminderLine.Open(LATER));
        assertThat(snoozed.updated(LATER)).hasValue(new ReminderLine.Snoozed(LATER, ALICE, NOW));
        assertThat(List.of(moved, gone, endMoved)).allMatch(it -> it.updated(LATER).isEmpty());
    }

    @Test
    void each_move_keeps_what_was_told() {
        assertThat(snoozed).isEqualTo(new ReminderLine.Snoozed(TOLD, ALICE, NOW));
        assertThat(gone)
                .isEqualTo(new ReminderLine.Closed(TOLD, "it is gone", NOW, Optional.empty()));
        assertThat(endMoved.newEnd()).hasValue(NOW);
        assertThat(endMoved.entry()).isEqualTo(TOLD);
    }
}
