package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.UnreadApp;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Who hears of what scans see; everybody is added before the first scan. */
public final class ScanListeners {
    private final List<Consumer<List<AppRegistration>>> pages = new CopyOnWriteArrayList<>();
    private final List<Consumer<ScanResult>> results = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Collection<UnreadApp>, Boolean>> unread =
            new CopyOnWriteArrayList<>();
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();

    /** Hears of all apps, served or not, a page at a time. */
    public void onPage(Consumer<List<AppRegistration>> listener) {
        pages.add(listener);
    }

    /** Hears at the end what has changed. */
    public void onResult(Consumer<ScanResult> listener) {
        results.add(listener);
    }

    /**
     * Hears at the end what could not be read, and whether the list was read from its beginning.
     */
    public void onUnread(BiConsumer<Collection<UnreadApp>, Boolean> listener) {
        unread.add(listener);
    }

    /** Hears of each scan that has come to its end, after all others. */
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
