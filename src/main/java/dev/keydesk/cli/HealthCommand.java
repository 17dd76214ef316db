package dev.keydesk.cli;

import dev.keydesk.config.Settings;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Asks the running Keydesk on this machine for its health, for a container's health check; so the
 * image needs no other program for that.
 */
@Command(
        name = "health",
        description = "Asks the desk on this machine whether it is healthy.",
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final Console console;

    HealthCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        int port = Settings.readWeb(console.environment()).port();
        if (port == 0) {
            throw StartException.asItIs(
                    "PORT is 0, so the desk took any free port. Set PORT to the one it printed.");
        }
        try {
            return tell(port);
        } catch (IOException silent) {
            console.err().println("Nothing answers on port %s.".formatted(port));
            return ExitCodes.NEEDS_ATTENTION;
        }
    }

    private int tell(int port) throws IOException, InterruptedException {
        // Connects directly, whatever proxy is used for Slack and Entra.
        var client = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY);
        try (var http = client.connectTimeout(PATIENCE).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                            .timeout(PATIENCE)
                            .build();
            var answer = http.send(request, BodyHandlers.ofString());
            console.say(answer.body());
            return answer.statusCode() == OK ? ExitCodes.DONE : ExitCodes.NEEDS_ATTENTION;
        }
    }
}
