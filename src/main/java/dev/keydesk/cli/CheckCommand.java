package dev.keydesk.cli;

import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.Chat;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.config.SettingsTable;
import dev.keydesk.entra.Entra;
import dev.keydesk.network.UnreadableTrustStore;

import picocli.CommandLine.Command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Prints the settings in effect, and then tests everything that Keydesk depends on. It changes
 * nothing in Slack or Entra, and every wait has a limit.
 */
@Command(
        name = "check",
        description = {
            "Prints the settings in effect, then tries Slack, Entra, the database and the clock.",
            "It updates the database to this version, as the desk does when it starts."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final String CERTIFICATES_FIRST = "correct KEYDESK_TRUST_STORE first.";

    private final Console console;
    private final RuntimeContext around;

    CheckCommand(Console console, RuntimeContext around) {
        this.console = console;
        this.around = around;
    }

    @Override
    public Integer call() {
        printSettings();
        var settings = Settings.read(console.environment());
        var rules = Rules.read(settings.rulesFile());
        var pickUp = pickUp(settings, rules);
        var findings = new ArrayList<CheckResult>();
        console.say("Checks");
        report(findings, List.of(settingsAndRules(settings), pickUp));
        var certificates = NetworkCheck.certificates(settings);
        if (certificates.isPresent()) {
            report(findings, List.of(certificates.get()));
            report(findings, othersNotTried());
        } else {
            askOthers(findings, settings, rules);
        }
        report(findings, database(settings));
        return verdict(findings);
    }

    private void askOthers(List<CheckResult> findings, Settings settings, Rules rules) {
        var ways = new NetworkCheck(settings, around, console.environment());
        report(findings, List.of(ways.slack()));
        report(findings, slack(settings, rules, isOpen(findings.getLast())));
        var toEntra = ways.entra();
        report(findings, toEntra);
        report(findings, entra(settings, rules, isOpen(toEntra.getFirst())));
    }

    private static List<CheckResult> othersNotTried() {
        return Stream.of(
                        NetworkCheck.slackNotTried(CERTIFICATES_FIRST),
                        SlackCheck.notTried(CERTIFICATES_FIRST),
                        NetworkCheck.entraNotTried(CERTIFICATES_FIRST),
                        EntraCheck.notTried(CERTIFICATES_FIRST))
                .flatMap(List::stream)
                .toList();
    }

    private static List<CheckResult> database(Settings settings) {
        try {
            return new DatabaseCheck(settings.database()).run();
        } catch (UnreadableTrustStore _) {
            return List.of(CheckResult.notTried(DatabaseCheck.PART, CERTIFICATES_FIRST));
        }
    }

    private void printSettings() {
        console.say("Settings");
        for (var line : SettingsTable.effective(console.environment())) {
            switch (line.from()) {
                case SET -> console.say("  %s=%s".formatted(line.name(), line.shown()));
                case DEFAULT ->
                        console.say("  %s=%s (default)".formatted(line.name(), line.shown()));
                case NOT_SET -> console.say("  %s is not set".formatted(line.name()));
            }
        }
    }

    private static CheckResult settingsAndRules(Settings settings) {
        return CheckResult.ok("settings and rules", "complete; rules from " + settings.rulesFile());
    }

    /**
     * Links without a public address are a mistake in the settings, and end the check like any
     * other.
     */
    private static CheckResult pickUp(Settings settings, Rules rules) {
        var doors = rules.pickUp().deliveryMethods(settings.web());
        if (!doors.contains(DeliveryMethod.LINK)) {
            return CheckResult.ok("pick-up", "in Slack; one-time links are not offered");
        }
        return CheckResult.ok(
                "pick-up",
                "%sby one-time links to %s, %s"
                        .formatted(
                                doors.contains(DeliveryMethod.SLACK) ? "in Slack, and " : "",
                                settings.web().publicUrl().orElseThrow(),
                                rules.pickUp().linkCode()
                                        ? "with a code"
                                        : "without a code: everybody who has a link can open it"));
    }

    private static boolean isOpen(CheckResult way) {
        return way.state() == CheckResult.State.OK;
    }

    private List<CheckResult> slack(Settings settings, Rules rules, boolean isOpen) {
        if (!isOpen) {
            return SlackCheck.notTried("the connection has to work first.");
        }
        try (var chat = new Chat(settings.slack(), around.chatTimeouts())) {
            return new SlackCheck(settings.slack(), chat, rules, around.clock()).run();
        }
    }

    private List<CheckResult> entra(Settings settings, Rules rules, boolean isOpen) {
        if (!isOpen) {
            return EntraCheck.notTried("the connection has to work first.");
        }
        try (var entra = new Entra(settings.entra(), around.entraTimeouts(), around.clock())) {
            return new EntraCheck(entra, settings.entra().credential(), rules, around.clock())
                    .run();
        }
    }

    /** Printed at once, so that while a part does not answer the operator sees which one it is. */
    private void report(List<CheckResult> all, List<CheckResult> found) {
        found.forEach(finding -> console.say(finding.line()));
        all.addAll(found);
    }

    private int verdict(List<CheckResult> findings) {
        long troubles = findings.stream().filter(CheckResult::needsAttention).count();
        if (troubles == 0) {
            console.say("All is well.");
            return ExitCodes.DONE;
        }
        console.say(
                troubles == 1 ? "1 part needs attention." : troubles + " parts need attention.");
        return findings.stream().anyMatch(it -> it.state() == CheckResult.State.MEND_FIRST)
                ? ExitCodes.MEND_FIRST
                : ExitCodes.NEEDS_ATTENTION;
    }
}
