package dev.keydesk.request;

import dev.keydesk.config.UserId;

import java.time.Instant;

/**
 * Somebody signed it off.
 *
 * @param because the sentence of the verdict that let them
 */
public record Approval(UserId by, Instant at, String because) {}
