package dev.keydesk.slack;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumMap;
import java.util.Map;

/**
 * Logs what the gate refused: the first of a kind with its reference, and once a minute how many
 * more there were. Anybody can send such requests, so a line for each could fill the disk.
 */
final class RefusalLog {
    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    /** The reason for a refusal. */
    enum Kind {
        WRONG_METHOD("was no POST"),
        TOO_LARGE("has more than 1 MiB"),
        UNSIGNED("carries no signature or no timestamp of Slack"),
        OUTSIDE_WINDOW(
                "has a timestamp more than five minutes off; if this repeats, set this machine's"
                        + " clock"),
        FORGED("has a signature that does not fit; if this repeats, compare SLACK_SIGNING_SECRET"),
        BROKEN_OFF("broke off, or came too slowly"),
        MALFORMED("is signed, but is not what Slack sends"),
        FOREIGN("is from another workspace or for another app"),
        NOT_USED("is of a kind the desk has no use for"),
        UNKNOWN("is a command, button or form that the desk does not know");

        private final String reason;

        Kind(String reason) {
            this.reason = reason;
        }
    }

    private final Map<Kind, Long> more = new EnumMap<>(Kind.class);

    void refused(Kind kind) {
        refused(kind, "none");
    }

    /**
     * @param ref the reference that the person was told
     */
    synchronized void refused(Kind kind, String ref) {
        if (more.merge(kind, 0L, (count, _) -> count + 1) == 0) {
            log.warn("A delivery to /slack/events {} (ref {})", kind.reason, ref);
        }
    }

    /** Logs the counts; called once a minute. */
    synchronized void tellCounts() {
        more.forEach((kind, count) -> {
            if (count > 0) {
                log.warn("{} more to /slack/events: each {}", count, kind.reason);
            }
        });
        more.clear();
    }
}
