package dev.keydesk.logging;

import org.jspecify.annotations.Nullable;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A copy of an exception for the log: its type, its stack, and its causes. Messages of libraries
 * may quote their input, such as a body of Slack or Entra, so a message is kept only if its type
 * cannot do that.
 */
public final class SafeTrace extends Exception {
    private static final String OURS = "dev.keydesk.";

    /** From the top; below them only Keydesk's own frames are kept. */
    private static final int MOST_FRAMES = 24;

    private static final int MOST_CAUSES = 5;

    /** Types of the JDK whose messages name classes, indexes, sizes and limits, but no data. */
    private static final List<Class<? extends Throwable>> SPEAK_OF_CODE =
            List.of(
                    NullPointerException.class,
                    ClassCastException.class,
                    IndexOutOfBoundsException.class,
                    ArithmeticException.class,
                    ArrayStoreException.class,
                    NegativeArraySizeException.class,
                    ConcurrentModificationException.class,
                    ReflectiveOperationException.class,
                    VirtualMachineError.class,
                    LinkageError.class,
                    InterruptedException.class,
                    TimeoutException.class,
                    SocketTimeoutException.class,
                    ConnectException.class,
                    NoRouteToHostException.class,
                    ClosedChannelException.class);

    /** General types with messages of the thrower; Keydesk's own messages do not quote bodies. */
    private static final Set<Class<? extends Throwable>> ANYBODYS =
            Set.of(
                    IllegalStateException.class,
                    IllegalArgumentException.class,
                    UnsupportedOperationException.class,
                    AssertionError.class);

    private SafeTrace(Throwable original, @Nullable Throwable cause) {
        super(words(original), cause, false, true);
        setStackTrace(shortened(original.getStackTrace()));
    }

    /** Returns the copy, with copies of the causes. */
    public static SafeTrace of(Throwable original) {
        return of(original, MOST_CAUSES);
    }

    private static SafeTrace of(Throwable original, int causesLeft) {
        var cause = original.getCause();
        return new SafeTrace(
                original, cause == null || causesLeft == 0 ? null : of(cause, causesLeft - 1));
    }

    /** Returns the type of the exception, and its message if that is safe. */
    public static String words(Throwable original) {
        var message = original.getMessage();
        if (original instanceof SQLException said) {
            return "%s: SQLSTATE %s, code %s"
                    .formatted(nameOf(original), said.getSQLState(), said.getErrorCode());
        }
        return message == null || !isTold(original)
                ? nameOf(original)
                : nameOf(original) + ": " + message;
    }

    private static String nameOf(Throwable original) {
        var name = original.getClass().getSimpleName();
        return name.isEmpty() ? original.getClass().getName() : name;
    }

    private static boolean isTold(Throwable original) {
        return isOurs(original.getClass().getName())
                || SPEAK_OF_CODE.stream().anyMatch(kind -> kind.isInstance(original))
                || (ANYBODYS.contains(original.getClass()) && isThrownByUs(original));
    }

    private static boolean isThrownByUs(Throwable original) {
        var frames = original.getStackTrace();
        var cause = original.getCause();
        // An exception made from a cause only has the cause's message.
        boolean quotesItsCause = cause != null && cause.toString().equals(original.getMessage());
        return frames.length > 0 && isOurs(frames[0].getClassName()) && !quotesItsCause;
    }

    private static boolean isOurs(String className) {
        return className.startsWith(OURS);
    }

    private static StackTraceElement[] shortened(StackTraceElement[] frames) {
        var top = Arrays.stream(frames).limit(MOST_FRAMES);
        var below =
                Arrays.stream(frames)
                        .skip(MOST_FRAMES)
                        .filter(frame -> isOurs(frame.getClassName()))
                        .limit(MOST_FRAMES);
        return Stream.concat(top, below).toArray(StackTraceElement[]::new);
    }

    /**
     * Returns whether the failure was expected: an exception type of Keydesk, whose message says
     * everything, or a database that is unavailable, full or busy. A statement that the database
     * rejects as wrong is unexpected.
     */
    public static boolean isPlanned(Throwable original) {
        if (isOurs(original.getClass().getName())) {
            return true;
        }
        for (@Nullable Throwable cause = original; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said) {
                return !isMistake(said);
            }
        }
        return false;
    }

    /** Appendix A of PostgreSQL's manual: bad data, violated constraints, wrong statements. */
    private static final Set<String> MISTAKES = Set.of("21", "22", "23", "26", "2F", "42");

    /** SQLite's result codes ERROR, CONSTRAINT, MISMATCH, MISUSE and RANGE. */
    private static final Set<Integer> MISTAKES_IN_FILE = Set.of(1, 19, 20, 21, 25);

    private static boolean isMistake(SQLException said) {
        var state = said.getSQLState();
        return (state == null || state.length() < 2)
                ? MISTAKES_IN_FILE.contains(said.getErrorCode() & 0xff)
                : MISTAKES.contains(state.substring(0, 2));
    }

    /** Returns the same mark for two exceptions of one type from one place; six hex digits. */
    String mark() {
        int hash = 0;
        for (@Nullable Throwable link = this; link != null; link = link.getCause()) {
            hash = 31 * hash + String.valueOf(link.getMessage()).split(":", 2)[0].hashCode();
            for (var frame : link.getStackTrace()) {
                hash = 31 * hash + (frame.getClassName() + frame.getLineNumber()).hashCode();
            }
        }
        return String.format(Locale.ROOT, "%06x", hash & 0xffffff);
    }
}
