package dev.keydesk.chat;

/** An open modal; the hash tells Slack which version of it a change replaces. */
public record OpenedView(String id, String hash) {}
