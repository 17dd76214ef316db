package dev.keydesk.sandbox.slack;

/** The kind of a workspace's member. */
public enum MemberKind {
    MEMBER,
    GUEST,
    SINGLE_CHANNEL_GUEST,
    /** A member of another workspace of the same Enterprise Grid organisation. */
    COLLEAGUE,
    /** A member of another company, here through Slack Connect. */
    STRANGER,
    BOT;

    /**
     * Returns whether Slack offers them the app: its tab, its direct messages, commands and
     * shortcuts.
     */
    public boolean opensApp() {
        return this != STRANGER;
    }
}
