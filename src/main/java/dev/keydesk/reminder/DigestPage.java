package dev.keydesk.reminder;

import dev.keydesk.livemessages.Recipient;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One message of reminders; where there are many keys, there are several of a day.
 *
 * @param id also the subject of the message on the board
 * @param to where it stands, or will
 * @param number of the parts of that day's reminders there, from 1
 * @param asOf when the keys were last looked at
 * @param why it stands here, if that needs a word
 * @param tried where Slack did not take it
 */
record DigestPage(
        String id,
        Recipient to,
        LocalDate day,
        int number,
        int of,
        Instant asOf,
        Optional<String> why,
        List<Recipient> tried) {
    DigestPage {
        tried = List.copyOf(tried);
    }

    static String idOf(Recipient to, LocalDate day, int count) {
        return "%s-%s-%s".formatted(to.id(), day, count);
    }
}
