package dev.keydesk.jobs;

/** The name of a kind of job; it is stored, so its meaning never changes. */
public record JobKind(String name) {}
