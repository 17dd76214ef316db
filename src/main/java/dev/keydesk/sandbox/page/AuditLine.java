package dev.keydesk.sandbox.page;

import java.time.Instant;

/**
 * An entry of the audit log. Actor and sentence are Slack's markup, so that people appear by their
 * names.
 *
 * @param ticket empty for an event that is not about a request
 */
public record AuditLine(Instant at, String ticket, String actor, String kind, String sentence) {}
