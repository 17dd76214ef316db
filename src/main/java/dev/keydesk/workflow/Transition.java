package dev.keydesk.workflow;

import dev.keydesk.audit.Actor;

import java.time.Instant;
import java.util.Optional;

/**
 * One step from a state to the next.
 *
 * @param from empty if this is the first state
 * @param version of the row once the transition is stored
 * @param sentence why, for the audit log
 */
public record Transition<S>(
        Optional<S> from, S to, long version, Instant at, Actor by, String sentence) {}
