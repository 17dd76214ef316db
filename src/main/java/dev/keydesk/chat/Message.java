package dev.keydesk.chat;

import com.slack.api.model.block.LayoutBlock;

import java.util.List;

/**
 * What we say in Slack. The text must say everything by itself: screen readers read it instead of
 * the blocks, and phones show it as the notification.
 *
 * <p>It does not print its content, because one message of ours carries a secret.
 */
public record Message(String text, List<LayoutBlock> blocks) {
    public Message {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "a message without text is silent to screen readers");
        }
        blocks = List.copyOf(blocks);
    }

    public static Message of(String text) {
        return new Message(text, List.of());
    }

    @Override
    public String toString() {
        return "Message(%d characters, %d blocks)".formatted(text.length(), blocks.size());
    }
}
