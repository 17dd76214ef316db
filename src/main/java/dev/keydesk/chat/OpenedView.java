package dev.keydesk.chat;

/** A modal that somebody has open; the hash tells Slack which version of it we mean to replace. */
public record OpenedView(String id, String hash) {}
