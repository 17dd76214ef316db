package dev.keydesk.support;

import dev.keydesk.RuntimeContext;
import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.web.WebServer;

import java.nio.file.Path;

/**
 * The program as its own front door starts it, with one difference: its time is the one all
 * processes share, so that a proof need not wait out what people would.
 */
final class DeskOnSharedTime {
    /** The system property that names the file. */
    static final String FILE = "keydesk.proof.time";

    private DeskOnSharedTime() {}

    public static void main(String[] args) {
        var time = SharedTime.in(Path.of(System.getProperty(FILE)));
        var around = RuntimeContext.real(WebServer.Reach.THIS_MACHINE).withClock(time);
        System.exit(Keydesk.commands(Console.ofThisProcess(), around).execute(args));
    }
}
