package dev.keydesk.chat;

import dev.keydesk.network.NetworkTrouble;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call to Slack that failed. The message names the method and Slack's error code, and never
 * quotes what was sent or answered.
 */
public abstract sealed class ChatFailure extends RuntimeException {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,80}");

    private final String method;

    private ChatFailure(String method, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.method = method;
    }

    /** Returns the method, such as {@code chat.postMessage}, or {@code response_url}. */
    public String method() {
        return method;
    }

    /** Slack refused the call and did nothing; the same call gets the same answer. */
    public static final class Refused extends ChatFailure {
        private final String error;

        /** Takes Slack's error code. */
        public Refused(String method, String error) {
            super(method, "Slack refused " + method + ": " + code(error), null);
            this.error = code(error);
        }

        /**
         * Returns the reason in words and who can change it; the message has Slack's code for
         * looking it up.
         *
         * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">the codes</a>
         */
        public String sentence() {
            return switch (error) {
                case "app_access_restricted" ->
                        "Slack lets only certain people use this app, and somebody who needs it is not among them (%s). A Slack administrator can add them or allow the app for everybody."
                                .formatted(error);
                case "file_type_not_allowed" ->
                        "A Slack administrator does not allow files of this kind (%s). An owner of the workspace can allow CSV files in its settings."
                                .formatted(error);
                case "file_uploads_disabled", "file_uploads_except_images_disabled" ->
                        "A Slack administrator has switched off files, or all files except pictures (%s). An owner of the workspace can allow it in its settings."
                                .formatted(error);
                case "messages_tab_disabled" ->
                        "The Slack app has no messages tab, so it cannot send direct messages (%s). The operators can switch the tab on under App Home in the settings of the app; until then its home tab has the same buttons."
                                .formatted(error);
                default -> "Slack did not accept it (%s).".formatted(error);
            };
        }

        /** Returns Slack's error code, such as {@code channel_not_found}. */
        public String error() {
            return error;
        }

        private static String code(String error) {
            return CODE.matcher(error).matches() ? error : "unreadable_error";
        }
    }

    /** The rate limit is reached; Slack did nothing, and a later attempt will succeed. */
    public static final class Busy extends ChatFailure {
        private final transient Optional<Duration> retryAfter;

        /** Takes the time that Slack asks to wait, if it said one. */
        public Busy(String method, Optional<Duration> retryAfter) {
            super(method, "Slack is busy and did not do " + method + wait(retryAfter), null);
            this.retryAfter = retryAfter;
        }

        /** Returns how long Slack asks to wait before this method is called again. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }

        private static String wait(Optional<Duration> retryAfter) {
            return retryAfter.map(d -> "; ask again in " + d.toSeconds() + " s").orElse("");
        }
    }

    /** A time-out, a broken connection, a 5xx status, or an answer that is not Slack's. */
    public static final class NoAnswer extends ChatFailure {
        private final boolean maybeDone;
        private final transient Optional<NetworkTrouble> trouble;

        /** Takes no network trouble as the reason. */
        public NoAnswer(String method, boolean maybeDone) {
            this(method, maybeDone, null);
        }

        NoAnswer(String method, boolean maybeDone, @Nullable Throwable cause) {
            super(method, message(method, maybeDone, NetworkTrouble.find(cause)), cause);
            this.maybeDone = maybeDone;
            this.trouble = NetworkTrouble.find(cause);
        }

        private static String message(
                String method, boolean maybeDone, Optional<NetworkTrouble> trouble) {
            return "No usable answer from Slack to "
                    + method
                    + what(maybeDone)
                    + trouble.map(it -> ". " + it.sentence()).orElse("");
        }

        /** Returns what blocked the network path to Slack, if that is the reason. */
        public Optional<NetworkTrouble> trouble() {
            return trouble;
        }

        /** Returns false only if the request was certainly not sent. */
        public boolean maybeDone() {
            return maybeDone;
        }

        private static String what(boolean maybeDone) {
            return maybeDone ? "; it may have been done" : "; it was never sent";
        }
    }
}
