package dev.keydesk;

import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.cli.Logs;
import dev.keydesk.sandbox.SandboxCommand;
import dev.keydesk.web.WebServer;

import picocli.CommandLine;

import java.util.Locale;

/** The entry point: one program with several commands. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        // Dates, numbers and lower-case words do not depend on the machine's locale, in Keydesk and
        // in every library.
        Locale.setDefault(Locale.ROOT);
        // Libraries leave threads behind that would keep the process alive after the command is
        // done.
        System.exit(commands().execute(args));
    }

    private static CommandLine commands() {
        var console = Console.ofThisProcess();
        var around = RuntimeContext.real(WebServer.Reach.EVERYBODY);
        return Keydesk.commands(console, around, new SandboxCommand(console.out()))
                .setExecutionStrategy(Logs::settleAndRun);
    }
}
