package dev.keydesk.cli;

import dev.keydesk.RuntimeContext;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** The program and its commands; each command is a class of its own. */
@Command(
        name = "keydesk",
        description = "A key desk for Microsoft Entra client secrets, in Slack.",
        mixinStandardHelpOptions = true,
        versionProvider = Keydesk.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done, or all is well.",
            "1:Something needs attention; it was printed.",
            "2:Not started: the command line is wrong.",
            "3:Out of memory; nothing is lost.",
            "75:Not started yet: the database cannot be reached or is in use by another desk, the"
                    + " port is taken, or a token file is not there yet. Try the same command again"
                    + " later.",
            "78:Not started: somebody has to correct a setting, keydesk.yml or the database first.",
            "143:Stopped by SIGTERM, after running work had finished (serve)."
        },
        footer = {"", "Settings are environment variables; \"keydesk settings\" lists them."})
public final class Keydesk {
    @Option(
            names = "--log",
            description = "Writes the log to standard error; serve and sandbox always log.")
    private boolean log;

    private Keydesk() {}

    /**
     * Returns all commands.
     *
     * @param further commands that need more than Keydesk itself
     */
    public static CommandLine commands(Console console, RuntimeContext around, Object... further) {
        var all = new CommandLine(new Keydesk());
        Arrays.stream(further).forEach(all::addSubcommand);
        // Settings from here on apply to the commands that are added before them.
        return all.addSubcommand(new ServeCommand(console, around))
                .addSubcommand(new CheckCommand(console, around))
                .addSubcommand(new StopMintingCommand(console, around.clock()))
                .addSubcommand(new AllowMintingCommand(console, around.clock()))
                .addSubcommand(new StopRemovalsCommand(console, around.clock()))
                .addSubcommand(new AllowRemovalsCommand(console, around.clock()))
                .addSubcommand(new RestoredCommand(console, around))
                .addSubcommand(new AuditCommand(console))
                .addSubcommand(new RemindersCommand(console, around))
                .addSubcommand(new SettingsCommand(console))
                .addSubcommand(new HealthCommand(console))
                .setOut(console.out())
                .setErr(console.err())
                .registerConverter(LocalDate.class, TypedValues::day)
                .registerConverter(int.class, TypedValues::wholeNumber)
                .setExecutionExceptionHandler(new PlainFailures());
    }

    static boolean wantsLog(ParseResult parsed) {
        return parsed.commandSpec().userObject() instanceof Keydesk keydesk && keydesk.log;
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"keydesk " + text()};
        }

        static String text() {
            return Optional.ofNullable(Keydesk.class.getPackage().getImplementationVersion())
                    .orElse("(built from source)");
        }
    }
}
