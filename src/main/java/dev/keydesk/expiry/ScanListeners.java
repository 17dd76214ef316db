package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.UnreadApp;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The listeners to scans; all of them must be added before the first scan. */
public final class ScanListeners {
    private final List<Consumer<List<AppRegistration>>> pages = new CopyOnWriteArrayList<>();
    private final List<Consumer<ScanResult>> results = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Collection<UnreadApp>, Boolean>> unread =
            new CopyOnWriteArrayList<>();
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();

    /** Adds a listener that gets all apps, served or not, a page at a time. */
    public void onPage(Consumer<List<AppRegistration>> listener) {
        pages.add(listener);
    }

    /** Adds a listener that gets the changes at the end of a scan. */
    public void onResult(Consumer<ScanResult> listener) {
        results.add(listener);
    }

    /**
     * Adds a listener that gets what could not be read at the end of a scan, and whether the list
     * was read from its beginning.
     */
    public void onUnread(BiConsumer<Collection<UnreadApp>, Boolean> listener) {
        unread.add(listener);
    }

    /** Adds a listener that is called after each complete scan, after all others. */
    public void onEnd(Runnable listener) {
        ends.add(listener);
    }

    void page(List<AppRegistration> apps) {
        pages.forEach(listener -> listener.accept(apps));
    }

    void ended(ScanResult result, Collection<UnreadApp> notRead, boolean isWhole) {
        results.forEach(listener -> listener.accept(result));
        unread.forEach(listener -> listener.accept(notRead, isWhole));
        ends.forEach(Runnable::run);
    }
}
