package dev.keydesk.entra;

import java.time.Duration;

/** How the scan waits when Entra asks it to slow down; tests count the waits instead. */
@FunctionalInterface
public interface Pause {
    void pause(Duration time) throws InterruptedException;

    static Pause sleeping() {
        return Thread::sleep;
    }
}
