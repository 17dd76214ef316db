package dev.keydesk.sandbox.slack;

import java.util.Optional;

/** A button, or an entry of an overflow menu, as a person sees it. */
public record SeenButton(
        String blockId,
        String actionId,
        String text,
        Optional<String> value,
        Optional<String> url,
        Optional<String> style,
        boolean hasConfirm) {}
