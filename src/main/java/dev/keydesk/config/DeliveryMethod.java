package dev.keydesk.config;

/** A way in which Keydesk hands over the value of a client secret. */
public enum DeliveryMethod {
    /** A message in Slack that only the requester sees, and that Slack does not keep. */
    SLACK,

    /**
     * Keydesk's own page, for the person who has the one-time link, which is valid for five
     * minutes, and its code.
     */
    LINK
}
