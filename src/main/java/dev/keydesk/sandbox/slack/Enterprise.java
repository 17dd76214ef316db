package dev.keydesk.sandbox.slack;

/** The Enterprise Grid organisation a workspace belongs to. */
public record Enterprise(String id, String name) {}
