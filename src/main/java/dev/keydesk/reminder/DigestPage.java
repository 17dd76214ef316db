package dev.keydesk.reminder;

import dev.keydesk.livemessages.Recipient;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One message of reminders; if there are many credentials, a day has several.
 *
 * @param id also the subject of the live message
 * @param recipient where it is or will be posted
 * @param number of the message among those of that day and place, from 1
 * @param asOf when the credentials were last read
 * @param reason it is there, if that needs an explanation
 * @param tried where Slack did not accept it
 */
record DigestPage(
        String id,
        Recipient recipient,
        LocalDate day,
        int number,
        int pageCount,
        Instant asOf,
        Optional<String> reason,
        List<Recipient> tried) {
    DigestPage {
        tried = List.copyOf(tried);
    }

    static String idOf(Recipient to, LocalDate day, int count) {
        return "%s-%s-%s".formatted(to.id(), day, count);
    }
}
