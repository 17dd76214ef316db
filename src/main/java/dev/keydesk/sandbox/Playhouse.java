package dev.keydesk.sandbox;

import dev.keydesk.sandbox.page.Playing;
import dev.keydesk.sandbox.page.SceneLine;
import dev.keydesk.sandbox.page.Stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** The running world that visitors play with, and another one whenever they begin anew. */
public final class Playhouse implements Stage, AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;

    /** Half a minute; what it does not know then it learns later. */
    private static final int MOST_PAUSES = 1500;

    /** What Slack gives a bot; while a scene is set it gives more, however busy the machine. */
    private static final Duration SLACKS_PATIENCE = Duration.ofSeconds(3);

    private static final Duration MORE_PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final boolean timeStands;

    /** A desk takes its time to close in good order, and nobody needs to wait for that. */
    private final ExecutorService leaving = Executors.newVirtualThreadPerTaskExecutor();

    private int runs;
    private World world;
    private Playing playing;

    /**
     * @param folder for what the desks keep, each in a folder of its own
     */
    public Playhouse(Path folder) {
        this(folder, false);
    }

    private Playhouse(Path folder, boolean timeStands) {
        this.folder = folder;
        this.timeStands = timeStands;
        raise();
        letItRun();
    }

    /** Time passes only when somebody says so, and Slack waits for as long as it takes. */
    public static Playhouse whereTimeStands(Path folder) {
        return new Playhouse(folder, true);
    }

    @Override
    public Playing playing() {
        return playing;
    }

    /** For whoever wants to see more than the page shows. */
    public World world() {
        return world;
    }

    @Override
    public List<SceneLine> scenes() {
        return Rehearsal.SCENES.stream().map(Scene::line).toList();
    }

    @Override
    public void begin(String name) {
        var scene =
                Rehearsal.SCENES.stream()
                        .filter(it -> it.line().name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no scene " + name));
        var before = world;
        var journey = raise();
        leaving.execute(before::close);
        try {
            scene.play().accept(new Rehearsal(world, journey));
        } finally {
            letItRun();
        }
    }

    private void letItRun() {
        if (!timeStands) {
            world.clock().run();
            world.company().slack().patience(SLACKS_PATIENCE);
        }
    }

    private Journey raise() {
        runs++;
        // A slow machine must not miss a deadline of Slack's while nobody is there to see it.
        var clock = SandboxClock.running();
        clock.stand();
        var company = new Company(clock);
        company.slack().patience(MORE_PATIENCE);
        var furnishings = Furnishings.of(company);
        world = World.running(company, clock, folderOfThisRun(), furnishings::rules);
        untilItKnowsTheApps();
        var journey = new Journey(world);
        playing =
                new Playing(
                        // Starts of the sandbox on one port are told apart by the token.
                        "%d-%s".formatted(runs, clock.instant().getEpochSecond()),
                        company.slack(),
                        company.entra(),
                        new BehindTheDesk(world),
                        journey,
                        furnishings.roles());
        return journey;
    }

    /** A desk that is asked before its first look at Entra says that it is still reading. */
    private void untilItKnowsTheApps() {
        var credentials = world.bot().credentials();
        for (int pause = 0; pause < MOST_PAUSES && credentials.asOf().isEmpty(); pause++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private Path folderOfThisRun() {
        try {
            return Files.createDirectories(folder.resolve("run-" + runs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        leaving.close();
        world.close();
    }
}
