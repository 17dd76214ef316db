package dev.keydesk.sandbox.entra;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The app registrations of the tenant with their history. Concurrent calls run one after the other;
 * a rule that checks before it acts does both inside {@link #exclusively}.
 */
final class AppDirectory {
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    AppDirectory(InstantSource clock) {
        this.clock = clock;
    }

    <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Adds an app as if it had always existed. */
    void add(Application app) {
        exclusively(() -> entries.put(app.id(), new Entry(app)));
    }

    /** Returns the apps in the order in which they were added, as they were at that time. */
    List<Application> applications(Instant asOf) {
        return exclusively(() -> {
            var found = new ArrayList<Application>(entries.size());
            entries.values().forEach(e -> e.history.asOf(asOf).ifPresent(found::add));
            return found;
        });
    }

    Optional<Application> application(String objectId, Instant asOf) {
        return exclusively(() -> entry(objectId).flatMap(entry -> entry.history.asOf(asOf)));
    }

    Optional<Application> withAppId(String appId, Instant asOf) {
        return applications(asOf).stream().filter(app -> app.appId().equals(appId)).findFirst();
    }

    Application latest(String objectId) {
        return exclusively(() -> entry(objectId).flatMap(entry -> entry.history.latest()))
                .orElseThrow(() -> new IllegalArgumentException("no app with id " + objectId));
    }

    void change(String objectId, UnaryOperator<Application> change) {
        inTurn(() -> put(objectId, Optional.of(change.apply(latest(objectId)))));
    }

    void changeCredentials(String objectId, UnaryOperator<Application> change) {
        inTurn(() -> {
            change(objectId, change);
            entry(objectId).ifPresent(e -> e.credentialsChanged = clock.instant());
        });
    }

    Instant credentialsChanged(String objectId) {
        return exclusively(
                () -> entry(objectId).map(e -> e.credentialsChanged).orElse(Instant.MIN));
    }

    /** Changes the history too, as if it had always been so. */
    void rewrite(String objectId, UnaryOperator<Application> change) {
        inTurn(() -> {
            latest(objectId);
            entry(objectId).ifPresent(e -> e.history.rewrite(app -> app.map(change)));
        });
    }

    void delete(String objectId) {
        inTurn(() -> put(objectId, Optional.empty()));
    }

    private void put(String objectId, Optional<Application> app) {
        latest(objectId);
        entry(objectId).ifPresent(entry -> entry.history.put(clock.instant(), app));
    }

    private void inTurn(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Entry> entry(String objectId) {
        return Optional.ofNullable(entries.get(objectId));
    }

    private static final class Entry {
        final History<Optional<Application>> history;
        Instant credentialsChanged = Instant.MIN;

        Entry(Application app) {
            history = new History<>(Optional.of(app));
        }
    }
}
