package dev.keydesk.browser;

import java.net.URI;

/** What the private message with a one-time link holds. */
record Invitation(URI link, String code) {
    /** What stands behind the number sign is for the page alone. */
    String token() {
        return link.getFragment().substring(2);
    }

    String wrongCode() {
        return code.equals("000000") ? "000001" : "000000";
    }

    @Override
    public String toString() {
        return "an invitation, hidden here";
    }
}
