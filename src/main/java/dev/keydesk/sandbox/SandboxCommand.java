package dev.keydesk.sandbox;

import dev.keydesk.sandbox.page.PageServer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * Everything at once, without accounts: a pretend Slack, a pretend Entra and the real bot, and a
 * page to use them. It listens on this machine only, and keeps nothing.
 */
@Command(
        name = "sandbox",
        description = "Starts the bot beside a pretend Slack and a pretend Entra, with a page.",
        mixinStandardHelpOptions = true)
public final class SandboxCommand implements Callable<Integer> {
    private static final int NOT_AS_EXPECTED = 1;

    private final PrintWriter out;

    @Option(
            names = "--story",
            description = "Plays the main story unattended and prints it; exits 0 if all is well.")
    private boolean story;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Where the page is; if taken, the next free one. Default: 8080.")
    private int port;

    public SandboxCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("keydesk-sandbox-");
        try {
            return story ? tell(folder) : open(folder);
        } finally {
            clear(folder);
        }
    }

    private int tell(Path folder) {
        try (var leaks = Leaks.watching();
                var world = World.stepped(folder)) {
            int steps = new StoryTold(world, leaks, out).play();
            out.println();
            out.println("%d steps, all as expected.".formatted(steps));
            return 0;
        } catch (NotAsExpected unexpected) {
            out.println();
            out.println("NOT AS EXPECTED: " + unexpected.getMessage());
            return NOT_AS_EXPECTED;
        }
    }

    private int open(Path folder) throws InterruptedException {
        var playhouse = new Playhouse(folder);
        var page = new PageServer(playhouse);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    page.close();
                                    playhouse.close();
                                    clear(folder);
                                },
                                "stop"));
        page.start(port);
        out.println(
                "Nothing in this sandbox is real: no Slack, no Entra, no secrets that open"
                        + " anything.");
        out.println("Open " + page.address() + " in a browser. Ctrl-C ends it.");
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private static void clear(Path folder) {
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path visited, IOException trouble)
                                throws IOException {
                            Files.deleteIfExists(visited);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
