package dev.keydesk.reminder;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes as many messages as the lines need, and stores each of them before it is rendered. */
final class DigestWriter {
    private final LiveMessages liveMessages;
    private final AuditLog audit;
    private final Digests digests;
    private final ReminderLines stored;
    private final InstantSource clock;

    DigestWriter(Db db, LiveMessages liveMessages, AuditLog audit, InstantSource clock) {
        this.liveMessages = liveMessages;
        this.audit = audit;
        this.digests = new Digests(db);
        this.stored = new ReminderLines(db);
        this.clock = clock;
    }

    /**
     * Stores the messages, which are posted soon; does nothing without lines.
     *
     * @param why they are there, if it is not the usual place
     */
    void post(
            Tx tx,
            Recipient to,
            LocalDate day,
            Instant asOf,
            Optional<String> why,
            List<ReminderEntry> lines) {
        var pages = pages(lines);
        int before = digests.count(tx, to, day);
        for (int page = 0; page < pages.size(); page++) {
            var part =
                    new DigestPage(
                            DigestPage.idOf(to, day, before + page + 1),
                            to,
                            day,
                            page + 1,
                            pages.size(),
                            asOf,
                            why,
                            List.of());
            post(tx, part, pages.get(page));
        }
    }

    private void post(Tx tx, DigestPage part, List<ReminderEntry> lines) {
        digests.add(tx, part);
        stored.add(tx, part.id(), lines);
        audit.append(
                tx,
                AuditEvent.ofDesk(clock.instant(), "reminded", Actor.DESK, sentence(part, lines)));
        liveMessages.refresh(tx, DigestNote.MESSAGES, part.id());
    }

    private static String sentence(DigestPage part, List<ReminderEntry> lines) {
        return lines.stream()
                .map(entry ->
                        "%s credential %s (%s)"
                                .formatted(entry.app().name(), entry.keyId(), entry.step().text()))
                .collect(Collectors.joining("; ", part.recipient().id() + " is told about ", "."));
    }

    /** Splits the lines into messages. */
    static List<List<ReminderEntry>> pages(List<ReminderEntry> lines) {
        var pages = new ArrayList<List<ReminderEntry>>();
        for (int from = 0; from < lines.size(); from += DigestMessage.MOST_LINES) {
            pages.add(lines.subList(from, Math.min(from + DigestMessage.MOST_LINES, lines.size())));
        }
        return pages;
    }
}
