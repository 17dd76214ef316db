package dev.keydesk.request;

import dev.keydesk.config.UserId;

import java.time.Instant;

/**
 * A person's approval.
 *
 * @param permittedBecause the sentence of the verdict that allowed it
 */
public record Approval(UserId approver, Instant approvedAt, String permittedBecause) {}
