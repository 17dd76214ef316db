package dev.keydesk.sandbox.page;

import java.time.Instant;

/**
 * One entry of the audit trail. Actor and sentence are Slack's markup, so that people appear by
 * their names.
 *
 * @param ticket empty for what concerns no request
 */
public record AuditLine(Instant at, String ticket, String actor, String kind, String sentence) {}
