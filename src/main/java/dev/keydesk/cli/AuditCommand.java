package dev.keydesk.cli;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.config.ControlCharacters;
import dev.keydesk.removal.RemovalId;
import dev.keydesk.request.Ticket;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** Prints the audit log, one line for each event, oldest first. */
@Command(
        name = "audit",
        description = "Prints what happened, oldest first: when (UTC), ticket, what, who, why.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "TICKET",
            description = "Only this request, such as KD-7F3K2, or removal, such as RM-7F3K2.")
    private @Nullable String ticket;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var wanted = ticket == null ? null : parsed(ticket);
        try (var db = OperatorsDatabase.open(console)) {
            var log = new AuditLog(db, _ -> {});
            if (wanted == null) {
                log.forEach(Instant.EPOCH, event -> console.out().println(line(event)));
                console.out().flush();
                return ExitCodes.DONE;
            }
            return print(log.of(wanted), wanted);
        }
    }

    private static String parsed(String typed) {
        return Ticket.parse(typed)
                .map(Ticket::text)
                .or(() -> RemovalId.parse(typed).map(RemovalId::text))
                .orElseThrow(() ->
                        StartException.misused(
                                "That is not a ticket; tickets look like KD-7F3K2, and removals"
                                        + " like RM-7F3K2."));
    }

    private int print(List<AuditEvent> events, String wanted) {
        if (events.isEmpty()) {
            console.err().println("Nothing is known about %s.".formatted(wanted));
            return ExitCodes.NEEDS_ATTENTION;
        }
        events.forEach(event -> console.out().println(line(event)));
        console.out().flush();
        return ExitCodes.DONE;
    }

    static String line(AuditEvent event) {
        return "%s  %-8s  %-14s  %-12s  %s"
                .formatted(
                        event.occurredAt(),
                        event.ticket().orElse("-"),
                        event.kind(),
                        event.actor().name(),
                        harmless(event.sentence()));
    }

    /**
     * The text contains words that people typed: it must not start a new line, nor control the
     * terminal.
     */
    private static String harmless(String sentence) {
        return ControlCharacters.replaced(sentence);
    }
}
