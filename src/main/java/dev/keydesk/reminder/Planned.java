package dev.keydesk.reminder;

import dev.keydesk.board.Addressee;

import java.time.LocalDate;
import java.util.List;

/** All that one place is told on one day, most urgent first. */
record Planned(Addressee to, LocalDate day, List<Told> lines) {
    Planned {
        lines = lines.stream().sorted(Told.MOST_URGENT_FIRST).toList();
    }
}
