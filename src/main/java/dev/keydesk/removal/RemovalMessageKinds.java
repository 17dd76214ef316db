package dev.keydesk.removal;

/** Where a removal is shown; the names are stored, so they never change. */
final class RemovalMessageKinds {
    static final String CARD = "removal-card";
    static final String THREAD = "removal-thread";
    static final String NOTE = "removal-note";
    static final String NOTICE = "removal-notice";

    /** Where the team of a renewed key is asked. */
    static final String TEAM_CARD = "old-key";

    private RemovalMessageKinds() {}
}
