package dev.keydesk.sandbox.slack;

import java.time.Duration;

/** Messages to a channel come too fast. */
final class TooFast extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration pause;

    TooFast(Duration pause) {
        super("wait " + pause);
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
