package dev.keydesk.chat;

import dev.keydesk.config.UserId;

import java.time.Instant;

/**
 * Writes times, people and other people's words in Keydesk's sentences, depending on the reader.
 */
public enum TextStyle {
    /** Slack's markup: each reader sees names, and times in their own time zone. */
    SLACK {
        @Override
        public String date(Instant at) {
            return Mrkdwn.date(at);
        }

        @Override
        public String person(UserId who) {
            return who.mention();
        }

        @Override
        public String foreign(String words, int most) {
            return Mrkdwn.escape(words, most);
        }

        @Override
        public String button(String label) {
            return "*" + label + "*";
        }
    },

    /**
     * Plain text outside of Slack, such as a page: times in UTC, and no names, because others may
     * see it.
     */
    PLAIN {
        @Override
        public String date(Instant at) {
            return Mrkdwn.utc(at);
        }

        @Override
        public String person(UserId who) {
            return "somebody in Slack";
        }

        @Override
        public String foreign(String words, int most) {
            return Mrkdwn.cut(words, most);
        }

        @Override
        public String button(String label) {
            return label;
        }
    };

    /** Returns a moment, to the minute. */
    public abstract String date(Instant at);

    /** Returns a person. */
    public abstract String person(UserId who);

    /** Returns text of other people on one line, in at most {@code most} characters. */
    public abstract String foreign(String words, int most);

    /** Returns the label of a button. */
    public abstract String button(String label);
}
