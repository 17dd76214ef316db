package dev.keydesk.config;

/** A way for the value of a secret to leave the desk. */
public enum DeliveryMethod {
    /** A message in Slack that only the requester sees, and that Slack does not keep. */
    SLACK,

    /** A page of our own, for whoever holds a link that lives five minutes, and its code. */
    LINK
}
