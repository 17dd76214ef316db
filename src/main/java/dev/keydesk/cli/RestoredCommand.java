package dev.keydesk.cli;

import dev.keydesk.KeydeskInstance;
import dev.keydesk.RuntimeContext;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.maintenance.RestoredBackup;
import dev.keydesk.removal.RemovalId;
import dev.keydesk.request.Ticket;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Tells Keydesk, before the first start, that the database was restored from a backup. */
@Command(
        name = "restored",
        description = {
            "Run once after going back to a backup, while the desk is stopped.",
            "Work that was running in the backup goes to its approvers, and the desk does not"
                + " finish it by itself: secrets may be in use in Entra that the backup does not"
                + " know."
        },
        mixinStandardHelpOptions = true)
final class RestoredCommand implements Callable<Integer> {
    private final Console console;
    private final RuntimeContext around;

    RestoredCommand(Console console, RuntimeContext around) {
        this.console = console;
        this.around = around;
    }

    @Override
    public Integer call() {
        OperatorsDatabase.mustBeThere(console);
        var settings = Settings.read(console.environment());
        try (var desk = new KeydeskInstance(settings, Rules.read(settings.rulesFile()), around)) {
            report(desk.restored());
        }
        return ExitCodes.DONE;
    }

    private void report(RestoredBackup.Outcome outcome) {
        console.say(
                outcome.toPersons().isEmpty()
                        ? "No request was running in this backup."
                        : "Running in this backup, and now given to their approvers: %s."
                                .formatted(names(outcome)));
        if (!outcome.removals().isEmpty()) {
            console.say(
                    "Secrets that were still to be removed, and now wait for a person: "
                            + outcome.removals().stream()
                                    .map(RemovalId::text)
                                    .collect(Collectors.joining(", ")));
        }
        console.say(
                "Clicks that were dropped (the people who pressed are told): " + outcome.clicks());
        console.say("One-time links that no longer work: " + outcome.links());
        console.say(
                "Nothing was changed in Entra or Slack. Start the desk now. Within half an hour the"
                    + " operators' channel gets a message about each secret that the desk does not"
                    + " remember; see \"Going back to a backup\" in docs/operations.md.");
    }

    private static String names(RestoredBackup.Outcome outcome) {
        return outcome.toPersons().stream().map(Ticket::text).collect(Collectors.joining(", "));
    }
}
