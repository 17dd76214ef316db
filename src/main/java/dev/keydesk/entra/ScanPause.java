package dev.keydesk.entra;

import java.time.Duration;

/** How the scan waits when Entra asks it to slow down; tests count the waits instead. */
@FunctionalInterface
public interface ScanPause {
    void pause(Duration time) throws InterruptedException;

    static ScanPause sleeping() {
        return Thread::sleep;
    }
}
