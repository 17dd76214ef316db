package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.UserId;

import java.util.List;
import java.util.Optional;

/** A message as one person sees it; {@code blocks} is an empty array when it has none. */
public record SeenMessage(
        MessageKey ref,
        UserId author,
        String text,
        JsonNode blocks,
        boolean ephemeral,
        Optional<String> threadTs,
        boolean edited,
        List<SeenButton> buttons,
        List<SharedFile> files) {}
