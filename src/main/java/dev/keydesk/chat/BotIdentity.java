package dev.keydesk.chat;

import dev.keydesk.logging.SafeTrace;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bot's identity in Slack, asked for at the start and then remembered.
 *
 * <p>If Slack does not answer at the start, Keydesk is not ready and asks again with growing pauses
 * until Slack answers. After a later failure the last identity stays, because a workspace does not
 * change; {@link #trouble} reports the failure.
 */
public final class BotIdentity implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BotIdentity.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration WHEN_KNOWN = Duration.ofMinutes(10);

    private final Chat chat;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Optional<SlackIdentity> known = Optional.empty();
    private volatile Optional<String> trouble = Optional.of("Slack was not asked yet");
    private volatile @Nullable ScheduledExecutorService thread;

    /** Asks nothing yet; call {@link #start} or {@link #ask}. */
    public BotIdentity(Chat chat) {
        this.chat = chat;
    }

    public Optional<SlackIdentity> known() {
        return known;
    }

    /** Returns why the last attempt failed; empty if it succeeded. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** Asks Slack once and returns whether it answered. */
    public boolean ask() {
        try {
            known = Optional.of(chat.slackIdentity());
            trouble = Optional.empty();
            failures.set(0);
            return true;
        } catch (RuntimeException | Error e) {
            trouble =
                    Optional.of(
                            e instanceof ChatFailure
                                    ? String.valueOf(e.getMessage())
                                    : SafeTrace.words(e));
            failures.incrementAndGet();
            log.warn("Slack did not say who we are: {}", SafeTrace.words(e));
            return false;
        }
    }

    /** Starts a background thread that asks until Slack answers. */
    public synchronized void start() {
        if (thread == null) {
            thread =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofVirtual().name("slack-identity").factory());
            askAfter(wasAsked() ? pause() : Duration.ZERO);
        }
    }

    private boolean wasAsked() {
        return known.isPresent() || failures.get() > 0;
    }

    private void askAfter(Duration pause) {
        var running = thread;
        if (running != null && !running.isShutdown()) {
            var _ =
                    running.schedule(
                            () -> {
                                ask();
                                askAfter(pause());
                            },
                            pause.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Returns the pause before the next attempt: 1, 2, 4 … 30 seconds while Slack does not answer.
     */
    Duration pause() {
        if (failures.get() == 0) {
            return WHEN_KNOWN;
        }
        var pause = Duration.ofSeconds(1L << Math.min(failures.get() - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    @Override
    public synchronized void close() {
        var running = thread;
        if (running != null) {
            running.shutdownNow();
        }
    }
}
