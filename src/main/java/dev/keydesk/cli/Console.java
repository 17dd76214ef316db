package dev.keydesk.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The environment and the output of a command. */
public record Console(Map<String, String> environment, PrintWriter out, PrintWriter err) {

    /** Returns those of this process. */
    public static Console ofThisProcess() {
        return new Console(
                System.getenv(),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** Prints a line and flushes it, for a reader of a pipe. */
    void say(String line) {
        out.println(line);
        out.flush();
    }
}
