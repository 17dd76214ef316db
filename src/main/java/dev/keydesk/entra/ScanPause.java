package dev.keydesk.entra;

import java.time.Duration;

/** Waits when Entra asks the scan to slow down; tests count the waits instead. */
@FunctionalInterface
public interface ScanPause {
    /** Returns after that time. */
    void pause(Duration time) throws InterruptedException;

    /** Returns a pause that blocks the thread. */
    static ScanPause sleeping() {
        return Thread::sleep;
    }
}
