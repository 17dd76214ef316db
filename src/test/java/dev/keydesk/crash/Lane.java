package dev.keydesk.crash;

import dev.keydesk.crash.JudgeFinding.Kind;
import dev.keydesk.crash.Moments.Moment;
import dev.keydesk.support.Database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One desk, killed again and again until there are enough kills. */
final class Lane implements Runnable {
    /** Every fourth kill comes at a moment that nobody chose. */
    private static final int RANDOM = 4;

    private final Path folder;
    private final Database database;
    private final Tally tally;
    private final Random random;
    private int life;

    Lane(Path folder, Database database, Tally tally, int number, long seed) {
        this.folder = folder;
        this.database = database;
        this.tally = tally;
        this.random = new Random(seed);
        this.life = number;
    }

    @Override
    public void run() {
        try (var scene = new CrashScene(folder, database)) {
            scene.start();
            var recovery = new Recovery(scene);
            while (life(scene, recovery)) {
                life++;
            }
            tally.found(new LeakCheck(scene).findings());
        }
    }

    private boolean life(CrashScene scene, Recovery recovery) {
        if (life % RANDOM == RANDOM - 1) {
            return tally.take(1) && underLoad(scene, recovery);
        }
        var moment = Moments.ALL.get(tally.nextMoment() % Moments.ALL.size());
        if (tally.take(moment.kills())) {
            return at(moment, scene, recovery);
        }
        // The last kill there is may be too few for this moment.
        return tally.take(1) && underLoad(scene, recovery);
    }

    private boolean at(Moment moment, CrashScene scene, Recovery recovery) {
        return judged(
                moment.name(),
                moment.kills(),
                scene,
                recovery,
                () -> moment.upTo(scene, random.nextInt(CrashScene.ENGINEERS)));
    }

    private boolean underLoad(CrashScene scene, Recovery recovery) {
        var load = new Load(scene, random);
        return judged(
                "under load",
                1,
                scene,
                recovery,
                () -> {
                    load.run();
                    load.end();
                });
    }

    private boolean judged(
            String name, int kills, CrashScene scene, Recovery recovery, Runnable upToTheKill) {
        try {
            upToTheKill.run();
            scene.kill();
            scene.pass(Recovery.RESTART);
            scene.start();
            tally.killed(name, kills, recovery.findings());
            return true;
        } catch (Until.NeverCame stuck) {
            var finding =
                    new JudgeFinding(Kind.LOST, "%s (%s)".formatted(stuck.getMessage(), name));
            tally.killed(name, kills, List.of(finding));
            scene.kill();
            scene.pass(Duration.ofHours(1));
            scene.start();
            return true;
        }
    }
}
