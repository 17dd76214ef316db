package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.sandbox.Fault;

import java.time.Instant;
import java.util.Optional;

/**
 * One call of the bot: what it asked (never its token), whether the work was done, and the fault
 * that stood in the way, if one was planned.
 */
public record ApiCall(
        String method,
        JsonNode fields,
        boolean ok,
        Optional<String> error,
        Optional<Fault> fault,
        Instant at) {}
