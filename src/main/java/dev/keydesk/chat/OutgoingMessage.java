package dev.keydesk.chat;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;

import java.util.List;

/**
 * A message to Slack. The text must be complete without the blocks: screen readers read it instead
 * of them, and phones show it as the notification.
 *
 * <p>It does not print its content, because one of the messages contains a secret.
 */
public record OutgoingMessage(String text, List<LayoutBlock> blocks) {
    public OutgoingMessage {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "a message without text is silent to screen readers");
        }
        blocks = List.copyOf(blocks);
    }

    /** Returns a message without blocks. */
    public static OutgoingMessage of(String text) {
        return new OutgoingMessage(text, List.of());
    }

    /**
     * Sets the id of the first block that has none. Slack sends it back with each click on a button
     * of the message.
     */
    public OutgoingMessage marked(String id) {
        blocks.stream()
                .filter(block -> block.getBlockId() == null)
                .findFirst()
                .ifPresent(block -> mark(block, id));
        return this;
    }

    private static void mark(LayoutBlock first, String id) {
        switch (first) {
            case HeaderBlock block -> block.setBlockId(id);
            case SectionBlock block -> block.setBlockId(id);
            case ContextBlock block -> block.setBlockId(id);
            case DividerBlock block -> block.setBlockId(id);
            case ActionsBlock block -> block.setBlockId(id);
            default ->
                    throw new IllegalArgumentException(
                            "no id for a block of the type " + first.getType());
        }
    }

    @Override
    public String toString() {
        return "Message(%s characters, %s blocks)".formatted(text.length(), blocks.size());
    }
}
