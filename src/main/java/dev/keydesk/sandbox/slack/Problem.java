package dev.keydesk.sandbox.slack;

import java.time.Instant;

/** Something from the bot that Slack refused: where, Slack's code, and what it means. */
public record Problem(String where, String error, String explanation, Instant at) {}
