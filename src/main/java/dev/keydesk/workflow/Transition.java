package dev.keydesk.workflow;

import dev.keydesk.audit.Actor;

import java.time.Instant;
import java.util.Optional;

/**
 * A step from one state to the next.
 *
 * @param from empty if this is the first state
 * @param version of the row after the transition
 * @param sentence the reason, for the audit log
 */
public record Transition<S>(
        Optional<S> from, S to, long version, Instant occurredAt, Actor actor, String sentence) {}
