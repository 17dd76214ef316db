package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.sandbox.Fault;

import java.time.Instant;
import java.util.Optional;

/**
 * A call of the bot: its arguments (never its token), whether the work was done, and the planned
 * fault that it met, if any.
 */
public record ApiCall(
        String method,
        JsonNode fields,
        boolean ok,
        Optional<String> error,
        Optional<Fault> fault,
        Instant at) {}
