package dev.keydesk.cli;

import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.People;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.ownership.SlackUsers;
import dev.keydesk.reminder.DryRun;
import dev.keydesk.reminder.ReminderPlanning;
import dev.keydesk.reminder.ReminderSettings;
import dev.keydesk.removal.KnownSuccessors;
import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.request.Policy;
import dev.keydesk.store.Db;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;

/**
 * Prints what teams would be reminded of on a day, and which credentials have an exemption; also
 * beside a running Keydesk.
 */
@Command(
        name = "reminders",
        description = {
            "Prints which reminders were or would be sent on a day, where and why, and sends"
                    + " nothing.",
            "Or lists the credentials that never expire, about which each team is told once.",
            "It reads what the desk's last scan saw, and asks Entra and Slack who owns the apps."
        },
        mixinStandardHelpOptions = true)
final class RemindersCommand implements Callable<Integer> {
    private final Console console;
    private final RuntimeContext around;

    @Option(names = "--dry-run", description = "Only prints. The desk itself sends the reminders.")
    private boolean dryRun;

    @Option(
            names = "--never-expiring",
            description = "Lists the credentials of the whole tenant that never expire.")
    private boolean neverExpiring;

    @Option(
            names = "--on",
            paramLabel = "DATE",
            description = "A day, today or later, such as 2026-12-31. Without it: today.")
    private @Nullable LocalDate on;

    RemindersCommand(Console console, RuntimeContext around) {
        this.console = console;
        this.around = around;
    }

    @Override
    public Integer call() {
        if (dryRun == neverExpiring) {
            throw StartException.misused(
                    "Write either --dry-run or --never-expiring. Only the desk itself sends"
                            + " reminders; nothing was done.");
        }
        if (neverExpiring && on != null) {
            throw StartException.misused("--on belongs to --dry-run; nothing was done.");
        }
        var settings = Settings.read(console.environment());
        var rules = Rules.read(settings.rulesFile());
        if (rules.reminders().isEmpty()) {
            console.say(
                    "keydesk.yml has no \"reminders\", so the only reminders are about the desk's"
                            + " own credential.");
            return ExitCodes.NEEDS_ATTENTION;
        }
        try (var db = OperatorsDatabase.open(console);
                var chat = new Chat(settings.slack(), around.chatTimeouts());
                var entra = new Entra(settings.entra(), around.entraTimeouts(), around.clock())) {
            var credentials = new Credentials(db, entra.ownClientId());
            var asOf = credentials.asOf();
            if (asOf.isEmpty()) {
                console.say("No scan has finished yet. Start the desk, then try again.");
                return ExitCodes.NEEDS_ATTENTION;
            }
            var run = dryRun(db, rules, rules.reminders().get(), credentials, entra, chat);
            return print(run, rules.reminders().get(), asOf.get());
        }
    }

    private DryRun dryRun(
            Db db,
            Rules rules,
            Reminders reminders,
            Credentials credentials,
            Entra entra,
            Chat chat) {
        var clock = around.clock();
        var people = new People(chat, clock);
        var settings =
                new ReminderSettings(
                        reminders, rules.operatorsChannel(), entra.tenantId(), entra.signsInWith());
        var ownership =
                new Ownership(
                        credentials,
                        new AppOwners(db, entra, clock),
                        new SlackUsers(db, people, rules.people(), clock));
        return new ReminderPlanning(db, settings, ownership, new KnownSuccessors(db), people, clock)
                .dryRun(
                        new OpenRemovals(db, entra.tenantId()),
                        new Policy(rules, entra.ownClientId()));
    }

    private int print(DryRun run, Reminders reminders, Instant asOf) {
        var today = LocalDate.ofInstant(around.clock().instant(), reminders.timing().at().zone());
        if (neverExpiring) {
            console.say("Credentials that never expire, as of %s:".formatted(asOf));
            run.neverExpiring(today, console::say);
            return ExitCodes.DONE;
        }
        var day = on == null ? today : on;
        if (day.isBefore(today)) {
            throw StartException.misused(
                    "That day is past; what was sent then is in \"keydesk audit\".");
        }
        console.say("What would be sent on %s, by the credentials as of %s:".formatted(day, asOf));
        try {
            run.listDay(day, asOf, console::say);
            return ExitCodes.DONE;
        } catch (EntraFailure failure) {
            console.say("Stopped: " + failure.sentence());
        } catch (ChatFailure failure) {
            console.say("Stopped: " + failure.getMessage());
        }
        return ExitCodes.NEEDS_ATTENTION;
    }
}
