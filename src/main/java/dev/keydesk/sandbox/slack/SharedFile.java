package dev.keydesk.sandbox.slack;

/** A file in a conversation, as a person sees it; here every file is text. */
public record SharedFile(String id, String name, String title, String text) {}
