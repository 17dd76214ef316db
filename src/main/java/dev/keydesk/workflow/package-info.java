/**
 * Stores and moves things with states: requests, removals, orphaned secrets.
 *
 * <p>A kind of thing declares a {@link dev.keydesk.workflow.StateTable} and a {@link
 * dev.keydesk.workflow.StateMachine}; {@link dev.keydesk.workflow.Workflow} does the rest, and
 * {@link dev.keydesk.workflow.StateRows} serves its own queries.
 */
@NullMarked
package dev.keydesk.workflow;

import org.jspecify.annotations.NullMarked;
