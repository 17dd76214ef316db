package dev.keydesk.sandbox.page;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Guards the world while it is replaced: whoever uses it finishes first, and whoever comes
 * meanwhile waits and then uses the new one.
 */
final class SwapLock {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final WorldStage worldStage;
    private final ChangeNotifier bell;
    private Optional<Api> api = Optional.empty();

    SwapLock(WorldStage worldStage, ChangeNotifier bell) {
        this.worldStage = worldStage;
        this.bell = bell;
        rise();
    }

    /** Does something in the current world. */
    <T> T open(Function<Api, T> work) {
        return within(lock.readLock(), () -> work.apply(api.orElseThrow()));
    }

    /** The same with something that concerns Keydesk, which must have started. */
    <T> T act(Function<Api, T> deed) {
        worldStage.awaitTheDesk();
        return open(deed);
    }

    /** Reads what the current Keydesk has stored. */
    <T> T behind(Function<BotFacts, T> look) {
        return within(lock.readLock(), () -> look.apply(worldStage.hostedWorld().desk()));
    }

    /**
     * Changes to another scene.
     *
     * @return the line of that scene
     */
    SceneLine change(String name) {
        var scene =
                worldStage.scenes().stream()
                        .filter(line -> line.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(name));
        // A move of the time by years may be in progress, and everybody would wait for it.
        worldStage.hostedWorld().time().end();
        within(
                lock.writeLock(),
                () -> {
                    try {
                        worldStage.begin(name);
                    } finally {
                        // However far it came, the earlier world has ended.
                        rise();
                        bell.ringAll();
                    }
                    return scene;
                });
        return scene;
    }

    private Unanswerable unknown(String name) {
        var names = worldStage.scenes().stream().map(SceneLine::name).toList();
        return new Unanswerable(
                404,
                "There is no scene %s. There are: %s.".formatted(name, String.join(", ", names)));
    }

    private void rise() {
        var hostedWorld = worldStage.hostedWorld();
        api = Optional.of(new Api(hostedWorld, worldStage.scenes(), bell));
        hostedWorld.slack().onChange(() -> bell.ring(ChangeCounts.Side.SLACK));
        hostedWorld.entra().onChange(() -> bell.ring(ChangeCounts.Side.ENTRA));
    }

    private static <T> T within(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
