package dev.keydesk.sandbox.slack;

/** What somebody is to a workspace. */
public enum Standing {
    MEMBER,
    GUEST,
    SINGLE_CHANNEL_GUEST,
    /** A member of another workspace of the same Enterprise Grid organisation. */
    COLLEAGUE,
    /** A member of another company, here through Slack Connect. */
    STRANGER,
    BOT
}
