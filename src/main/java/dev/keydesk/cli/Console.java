package dev.keydesk.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a command reads its settings from, and where it prints. */
public record Console(Map<String, String> environment, PrintWriter out, PrintWriter err) {

    public static Console ofThisProcess() {
        return new Console(
                System.getenv(),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** A line that is seen at once, also by somebody who reads from a pipe. */
    void say(String line) {
        out.println(line);
        out.flush();
    }
}
