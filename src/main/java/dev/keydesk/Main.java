package dev.keydesk;

import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.cli.Logs;
import dev.keydesk.sandbox.SandboxCommand;
import dev.keydesk.web.WebServer;

import picocli.CommandLine;

import java.util.Locale;

/** The front door: one program, several commands. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Whatever the machine speaks at home: a date, a number or a word in lower case is the same
        // everywhere, in our code and in that of every library.
        Locale.setDefault(Locale.ROOT);
        // Libraries leave threads behind that would keep the process; a command that is done ends.
        System.exit(commands().execute(args));
    }

    private static CommandLine commands() {
        var console = Console.ofThisProcess();
        var around = RuntimeContext.real(WebServer.Reach.EVERYBODY);
        return Keydesk.commands(console, around, new SandboxCommand(console.out()))
                .setExecutionStrategy(Logs::settleAndRun);
    }
}
