package dev.keydesk.reminder;

import dev.keydesk.livemessages.Recipient;

import java.time.LocalDate;
import java.util.List;

/** All reminders of a place on one day, most urgent first. */
record PlannedDigest(Recipient recipient, LocalDate day, List<ReminderEntry> lines) {
    PlannedDigest {
        lines = lines.stream().sorted(ReminderEntry.MOST_URGENT_FIRST).toList();
    }
}
