package dev.keydesk.livemessages;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifies a live message in the id of one of its blocks, which Slack sends back with each click,
 * whatever the time stamp of the message is.
 */
record MessageMarker(String subject, String kind, String slot) {
    private static final String PREFIX = "keydesk|";
    private static final Pattern SEPARATOR = Pattern.compile("|", Pattern.LITERAL);
    private static final int PARTS = 4;

    /** Slack's limit for the id of a block. */
    private static final int LONGEST = 255;

    /** Returns the block id; empty if it would be too long, and then the message has no marker. */
    Optional<String> text() {
        return Optional.of(PREFIX + kind + "|" + slot + "|" + subject)
                .filter(text -> text.length() <= LONGEST);
    }

    /** Returns empty if the block has another id. */
    static Optional<MessageMarker> parse(String blockId) {
        if (!blockId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var parts = SEPARATOR.split(blockId, PARTS);
        return parts.length == PARTS
                ? Optional.of(new MessageMarker(parts[3], parts[1], parts[2]))
                : Optional.empty();
    }
}
