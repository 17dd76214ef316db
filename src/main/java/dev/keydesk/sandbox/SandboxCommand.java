package dev.keydesk.sandbox;

import dev.keydesk.sandbox.page.PageServer;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a simulated Slack, a simulated Entra, the real Keydesk, and a page to use them, without
 * accounts. It listens on this machine only, and keeps no data unless asked to.
 */
@Command(
        name = "sandbox",
        description =
                "Starts the bot with a simulated Slack and a simulated Entra, and a page to use"
                        + " them.",
        mixinStandardHelpOptions = true)
public final class SandboxCommand implements Callable<Integer> {
    private static final int NOT_AS_EXPECTED = 1;
    private static final int LAST_PORT = 65_535;

    /** A world takes a tenth of it. */
    private static final long ROOM = 48L << 20;

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

    private final PrintWriter out;

    @Option(
            names = "--story",
            description =
                    "Plays the main story by itself and prints it; exits with 0 if all is well.")
    private boolean story;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "The port of the page; if it is taken, the next free one. Default: 8080.")
    private int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            description = "The address to listen on, of this machine only. Default: 127.0.0.1.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Saves everything in this folder when it stops, and continues from there at the"
                            + " next start.")
    private Optional<Path> keep = Optional.empty();

    @Spec private @Nullable CommandSpec spec;

    /** Prints to this writer. */
    public SandboxCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!THIS_MACHINE.contains(bind)) {
            throw misused(
                    "The sandbox listens on 127.0.0.1 only, not on %s: everybody who reaches it can act as any user."
                            .formatted(bind));
        }
        if (port < 0 || port > LAST_PORT) {
            throw misused("There is no port %s; the last one is %s.".formatted(port, LAST_PORT));
        }
        if (keep.filter(Files::exists).filter(it -> !Files.isDirectory(it)).isPresent()) {
            throw misused("%s is a file, and not a folder.".formatted(keep.get()));
        }
        if (keep.isPresent() && !story) {
            return open(kept(keep.get()), () -> {});
        }
        var folder = Folders.fleeting("keydesk-sandbox-", ROOM);
        try {
            return story ? tell(folder) : open(new WorldHost(folder), () -> Folders.remove(folder));
        } finally {
            Folders.remove(folder);
        }
    }

    /** The message tells the person who started it what to change. */
    private WorldHost kept(Path folder) {
        try {
            return WorldHost.kept(Files.createDirectories(folder));
        } catch (IOException notMade) {
            throw misused(
                    "The folder %s cannot be made. Name one in a place where you may write."
                            .formatted(folder));
        } catch (IllegalStateException | UncheckedIOException unusable) {
            throw misused(String.valueOf(unusable.getMessage()));
        }
    }

    private ParameterException misused(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private int tell(Path folder) {
        try (var leakDetector = LeakDetector.watching();
                var world = World.stepped(folder)) {
            int steps = new StoryTold(world, leakDetector, out).play();
            out.println();
            out.println("%s steps, all as expected.".formatted(steps));
            return 0;
        } catch (NotAsExpected unexpected) {
            out.println();
            out.println("NOT AS EXPECTED: " + unexpected.getMessage());
            return NOT_AS_EXPECTED;
        }
    }

    void welcome(URI page) {
        out.println(
                "Nothing in this sandbox is real: no Slack, no Entra, no secrets that open"
                        + " anything.");
        keep.ifPresent(folder -> out.println("It is saved in " + folder + "."));
        out.println("Open " + page + " in a browser. Ctrl-C stops it.");
        out.flush();
    }

    private int open(WorldHost worldHost, Runnable afterwards) throws InterruptedException {
        var page = new PageServer(worldHost);
        try {
            page.start(port);
        } catch (IllegalStateException taken) {
            worldHost.close();
            throw misused(String.valueOf(taken.getMessage()));
        }
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    out.println("Stopping…");
                                    page.close();
                                    worldHost.close();
                                    afterwards.run();
                                },
                                "stop"));
        welcome(page.address());
        // A visitor who opens the page meanwhile finds everything except Keydesk.
        worldHost.world();
        new CountDownLatch(1).await();
        return 0;
    }
}
