package dev.keydesk.simulation;

import java.time.Duration;
import java.util.Map;

/** What may happen to one call on its way. */
sealed interface Mishap {
    /** Nothing does. */
    record None() implements Mishap {}

    /** It never arrives, and the caller learns of it as a connection that broke. */
    record LostBefore() implements Mishap {}

    /** It is done, and its answer is lost. */
    record LostAfter() implements Mishap {}

    /** It takes that long to arrive; whoever gives up earlier does not keep it from arriving. */
    record Slow(Duration delay) implements Mishap {}

    /** It is refused before anything is done. */
    record Refused(int status, Map<String, String> headers, String body) implements Mishap {}

    /** It is done, and something on the way answers with this all the same. */
    record RefusedAfter(int status, Map<String, String> headers, String body) implements Mishap {}

    /** It is answered from a copy that lies that far behind, further than the last one did. */
    record Stale(Duration behind) implements Mishap {}

    /** It arrives twice. */
    record Twice() implements Mishap {}
}
