package dev.keydesk.livemessages;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message of ours carries in the id of one of its blocks, and Slack sends back with each
 * press: which message it is, whatever time stamp it has.
 */
record MessageMarker(String subject, String place, String slot) {
    private static final String PREFIX = "keydesk|";
    private static final Pattern SEPARATOR = Pattern.compile("|", Pattern.LITERAL);
    private static final int PARTS = 4;

    /** Slack's limit for the id of a block. */
    private static final int LONGEST = 255;

    /** Nothing if it would be too long; the message then goes without. */
    Optional<String> text() {
        return Optional.of(PREFIX + place + "|" + slot + "|" + subject)
                .filter(text -> text.length() <= LONGEST);
    }

    /** Nothing if a block of ours has another id. */
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
