package dev.keydesk.sandbox.slack;

/** What somebody is to a workspace. */
public enum MemberKind {
    MEMBER,
    GUEST,
    SINGLE_CHANNEL_GUEST,
    /** A member of another workspace of the same Enterprise Grid organisation. */
    COLLEAGUE,
    /** A member of another company, here through Slack Connect. */
    STRANGER,
    BOT;

    /** Whether Slack offers them the app: its tab, its conversation, commands and shortcuts. */
    public boolean opensApp() {
        return this != STRANGER;
    }
}
