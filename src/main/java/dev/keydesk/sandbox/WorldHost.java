package dev.keydesk.sandbox;

import dev.keydesk.sandbox.page.HostedWorld;
import dev.keydesk.sandbox.page.SceneLine;
import dev.keydesk.sandbox.page.WorldStage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Holds the running world that visitors use, and replaces it when they start again. Slack and Entra
 * are available at once; Keydesk takes some seconds more, and actions wait for it.
 */
public final class WorldHost implements WorldStage, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorldHost.class);
    private static final String RUN = "run-";
    private static final long PAUSE_NANOS = 20_000_000;

    /** Half a minute; what it does not know then it learns later. */
    private static final int MOST_PAUSES = 1500;

    /**
     * Slack waits this long for an app; while a scene is set up it waits longer, however busy the
     * machine is.
     */
    private static final Duration SLACKS_PATIENCE = Duration.ofSeconds(3);

    private static final Duration MORE_PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final boolean timeStands;
    private final Optional<KeptFolder> kept;

    /** Held while a world starts or ends. */
    private final Lock changing = new ReentrantLock();

    /** An orderly stop of Keydesk takes a while, and nobody has to wait for it. */
    private final ExecutorService leaving = Executors.newVirtualThreadPerTaskExecutor();

    private int runs;
    private WorldSnapshot worldSnapshot;
    private volatile StartingWorld startingWorld;
    private volatile WorldTime worldTime;
    private volatile boolean closed;
    private HostedWorld hostedWorld;

    /**
     * @param folder for the databases, each in a folder of its own
     */
    public WorldHost(Path folder) {
        this(folder, false, Optional.empty());
    }

    private WorldHost(Path folder, boolean timeStands, Optional<KeptFolder> kept) {
        this.folder = folder;
        this.timeStands = timeStands;
        this.kept = kept;
        var earlier =
                kept.isPresent() ? WorldSnapshot.read(folder) : Optional.<WorldSnapshot>empty();
        removeRunsOtherThan(earlier);
        raise(earlier, this::letItRun);
        if (timeStands) {
            leaving.execute(this::skipMoments);
        }
    }

    /**
     * Continues where the last sandbox in this folder ended, and keeps the folder. The data of a
     * sandbox that was killed is lost.
     *
     * @throws IllegalStateException if another sandbox uses the folder, or something else is there
     * @throws UncheckedIOException the same; the messages are for the person who started this one
     */
    public static WorldHost kept(Path folder) {
        var mine = KeptFolder.take(folder);
        try {
            return new WorldHost(folder, false, Optional.of(mine));
        } catch (RuntimeException unusable) {
            mine.close();
            throw unusable;
        }
    }

    /**
     * Time moves only on request, or by the second for which a job waits for a lease, and Slack
     * waits as long as an answer takes.
     */
    public static WorldHost whereTimeStands(Path folder) {
        return new WorldHost(folder, true, Optional.empty());
    }

    @Override
    public HostedWorld hostedWorld() {
        return hostedWorld;
    }

    /**
     * Returns the world, for callers that need more than the page shows.
     *
     * @throws RuntimeException if Keydesk could not start
     */
    public World world() {
        return startingWorld.world();
    }

    @Override
    public void awaitTheDesk() {
        world();
    }

    @Override
    public List<SceneLine> scenes() {
        return SceneSetup.SCENES.stream().map(Scene::line).toList();
    }

    @Override
    public void begin(String name) {
        var scene =
                SceneSetup.SCENES.stream()
                        .filter(it -> it.line().name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no scene " + name));
        changing.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the sandbox is being closed");
            }
            begin(scene);
        } finally {
            changing.unlock();
        }
    }

    private void begin(Scene scene) {
        // A world whose Keydesk could not start is replaced, too.
        var before = startingWorld.outcome();
        var behind = worldSnapshot;
        raise(Optional.empty(), _ -> {});
        leaving.execute(() -> leave(before, behind));
        var now = world();
        try {
            scene.play().accept(new SceneSetup(now, worldTime));
        } finally {
            letItRun(now);
        }
    }

    private void leave(Optional<World> before, WorldSnapshot behind) {
        before.ifPresent(World::close);
        Folders.remove(folder.resolve(behind.run()));
    }

    private void letItRun(World world) {
        if (!timeStands) {
            world.clock().run();
            world.company().slack().patience(SLACKS_PATIENCE);
        }
    }

    private void skipMoments() {
        while (!closed) {
            LockSupport.parkNanos(PAUSE_NANOS);
            try {
                worldTime.passTheMoment();
            } catch (RuntimeException between) {
                LOG.debug("the world was being changed: {}", between.toString());
            }
        }
    }

    /**
     * Starts a world; Slack and Entra are available when this returns.
     *
     * @param then is done in the world once its Keydesk runs
     */
    private void raise(Optional<WorldSnapshot> earlier, Consumer<World> then) {
        runs++;
        var run = RUN + UUID.randomUUID();
        worldSnapshot =
                earlier.map(it -> it.copiedTo(run, folder))
                        .orElseGet(() ->
                                WorldSnapshot.fresh(
                                        run,
                                        ThreadLocalRandom.current().nextLong(),
                                        Instant.now()));
        // A slow machine must not miss a deadline of Slack's while nobody looks.
        var clock = SandboxClock.standingAt(worldSnapshot.began());
        var seededRandom = new SeededRandom(new Random(worldSnapshot.seed()));
        var company = new Company(clock, seededRandom);
        company.slack().patience(MORE_PATIENCE);
        var sampleData = SampleData.of(company);
        seededRandom.throwLike(new SecureRandom());
        clock.pass(Duration.between(worldSnapshot.began(), worldSnapshot.now()));
        company.slack().workspaceSnapshot().bringBack(worldSnapshot.slack());
        company.entra().tenantSnapshot().bringBack(worldSnapshot.entra());
        var where = folderOfThisRun();
        var coming =
                StartingWorld.of(() -> {
                    var world = World.running(company, clock, where, sampleData::rules);
                    untilItKnowsTheApps(world);
                    then.accept(world);
                    return world;
                });
        startingWorld = coming;
        worldTime = new WorldTime(coming::world, clock);
        hostedWorld =
                new HostedWorld(
                        // The token tells apart several starts of the sandbox on one port.
                        "%s-%s".formatted(runs, clock.instant().getEpochSecond()),
                        company.slack(),
                        company.entra(),
                        new BotInspector(coming::worldIfThere),
                        worldTime,
                        sampleData.roles(),
                        kept.isPresent());
    }

    /** Before its first scan Keydesk would answer that it is still reading. */
    private void untilItKnowsTheApps(World world) {
        // The rows exist earlier than the index that people choose from.
        var scan = world.bot().scan();
        for (int pause = 0; isWorthAPause(pause) && scan.asOf().isEmpty(); pause++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isWorthAPause(int pause) {
        return pause < MOST_PAUSES && !closed;
    }

    private Path folderOfThisRun() {
        try {
            return Files.createDirectories(folder.resolve(worldSnapshot.run()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Company company, SandboxClock clock) {
        new WorldSnapshot(
                        worldSnapshot.run(),
                        worldSnapshot.seed(),
                        worldSnapshot.began(),
                        clock.instant(),
                        company.slack().workspaceSnapshot().kept(),
                        company.entra().tenantSnapshot().kept())
                .keepIn(folder);
    }

    /** Removes the folders of killed and replaced worlds. */
    private void removeRunsOtherThan(Optional<WorldSnapshot> needed) {
        try (var runs = Files.newDirectoryStream(folder, RUN + "*")) {
            for (var run : runs) {
                if (needed.filter(it -> run.endsWith(it.run())).isEmpty()) {
                    Folders.remove(run);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        changing.lock();
        try {
            leaving.close();
            startingWorld.outcome().ifPresent(this::leaveForGood);
            kept.ifPresent(KeptFolder::close);
        } finally {
            changing.unlock();
        }
    }

    private void leaveForGood(World world) {
        world.close();
        if (kept.isPresent()) {
            keep(world.company(), world.clock());
            removeRunsOtherThan(Optional.of(worldSnapshot));
        }
    }
}
