package dev.keydesk.workflow;

import dev.keydesk.jobs.Job;

import java.time.Instant;

/** A job that belongs to a state, and when it is due. */
public record Timer(Job job, Instant when) {}
