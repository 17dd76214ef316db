package dev.keydesk.sandbox.page;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps people from the stage while it is being changed: whoever uses the world ends that first,
 * and whoever comes meanwhile waits and then meets the new one.
 */
final class Curtain {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Stage stage;
    private final Doorbell bell;
    private Optional<Api> api = Optional.empty();

    Curtain(Stage stage, Doorbell bell) {
        this.stage = stage;
        this.bell = bell;
        rise();
    }

    /** Does something in the world that is on the stage now. */
    <T> T open(Function<Api, T> work) {
        return within(lock.readLock(), () -> work.apply(api.orElseThrow()));
    }

    /** The same with something that concerns the desk, for which it has to be there. */
    <T> T act(Function<Api, T> deed) {
        stage.awaitTheDesk();
        return open(deed);
    }

    /** What the desk that is on the stage now knows. */
    <T> T behind(Function<DeskSide, T> look) {
        return within(lock.readLock(), () -> look.apply(stage.playing().desk()));
    }

    /**
     * Changes to another scene.
     *
     * @return the line of that scene
     */
    SceneLine change(String name) {
        var scene =
                stage.scenes().stream()
                        .filter(line -> line.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(name));
        // Years may be on their way, and everybody would wait for them.
        stage.playing().time().end();
        within(
                lock.writeLock(),
                () -> {
                    try {
                        stage.begin(name);
                    } finally {
                        // However far it came, the world before is no more.
                        rise();
                        bell.ringAll();
                    }
                    return scene;
                });
        return scene;
    }

    private Unanswerable unknown(String name) {
        var names = stage.scenes().stream().map(SceneLine::name).toList();
        return new Unanswerable(
                404,
                "There is no scene %s. There are: %s.".formatted(name, String.join(", ", names)));
    }

    private void rise() {
        var playing = stage.playing();
        api = Optional.of(new Api(playing, stage.scenes(), bell));
        playing.slack().onChange(() -> bell.ring(Rings.Side.SLACK));
        playing.entra().onChange(() -> bell.ring(Rings.Side.ENTRA));
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
