package dev.keydesk.cli;

import dev.keydesk.config.SettingsTable;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/** Prints all settings as the README lists them. */
@Command(
        name = "settings",
        description = "Prints the table of all settings, in Markdown.",
        mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
    private final Console console;

    SettingsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(SettingsTable.markdown());
        console.out().flush();
        return ExitCodes.DONE;
    }
}
