package dev.keydesk.sandbox.slack;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notifies listeners of changes that are visible in Slack. */
final class Changes {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void happened() {
        listeners.forEach(Runnable::run);
    }
}
