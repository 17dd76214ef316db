package dev.keydesk.sandbox.page;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * Looks at Keydesk regularly and notifies the windows of changes. Keydesk is the real bot and
 * reports no changes to the sandbox.
 */
final class BotWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BotWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final SwapLock swapLock;
    private final ChangeNotifier bell;

    BotWatch(SwapLock swapLock, ChangeNotifier bell) {
        this.swapLock = swapLock;
        this.bell = bell;
    }

    /** Watches until the notifier is closed. */
    void start() {
        Thread.ofVirtual().name("sandbox-desk-watch").start(this::watch);
    }

    private void watch() {
        var before = new Sight(false, List.of(), List.of());
        try {
            while (bell.stillOpenAfter(PAUSE)) {
                var now = look(before);
                if (!now.equals(before)) {
                    bell.ring(ChangeCounts.Side.DESK);
                }
                before = now;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Sight look(Sight before) {
        try {
            return swapLock.behind(
                    desk -> new Sight(desk.isThere(), desk.requests(), desk.audit()));
        } catch (RuntimeException e) {
            LOG.warn("the desk's requests could not be read: {}", e.toString());
            return before;
        }
    }

    private record Sight(boolean there, List<RequestLine> requests, List<AuditLine> audit) {}
}
