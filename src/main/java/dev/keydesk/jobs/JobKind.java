package dev.keydesk.jobs;

/** The name of a kind of job; it is stored, so it never changes its meaning. */
public record JobKind(String name) {}
