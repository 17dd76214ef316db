package dev.keydesk.removal;

/** The names of the messages about a removal; they are stored, so they never change. */
final class RemovalMessageKinds {
    static final String CARD = "removal-card";
    static final String THREAD = "removal-thread";
    static final String NOTE = "removal-note";
    static final String NOTICE = "removal-notice";

    /** The card for the team of a renewed secret. */
    static final String TEAM_CARD = "old-secret";

    private RemovalMessageKinds() {}
}
