/**
 * A simulated Slack and a simulated Entra on the wire, so that everything can be tried without
 * accounts.
 */
@NullMarked
package dev.keydesk.sandbox;

import org.jspecify.annotations.NullMarked;
