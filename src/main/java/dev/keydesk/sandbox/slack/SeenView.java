package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An open modal: what it shows, what the person has entered ({@code state} is Slack's {@code
 * values}: block id, action id, entry), and the errors by block id.
 */
public record SeenView(
        String id,
        String callbackId,
        String title,
        Optional<String> submit,
        JsonNode blocks,
        JsonNode state,
        Map<String, String> errors,
        List<SeenButton> buttons) {}
