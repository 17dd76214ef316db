package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.keydesk.config.UserId;

import java.util.List;
import java.util.Optional;

/** A version of a message; an ephemeral one names the only person who sees it. */
record MessageVersion(
        MessageKey ref,
        UserId author,
        String text,
        ArrayNode blocks,
        Optional<String> threadTs,
        Optional<UserId> onlyFor,
        boolean edited,
        boolean previews,
        List<SharedFile> files) {
    MessageVersion {
        files = List.copyOf(files);
    }

    boolean ephemeral() {
        return onlyFor.isPresent();
    }

    boolean visibleTo(UserId who) {
        return onlyFor.map(who::equals).orElse(true);
    }

    /** Blocks that an update does not mention stay; that is how stale buttons come about. */
    MessageVersion withContent(MessageContent content) {
        return new MessageVersion(
                ref,
                author,
                content.text().isEmpty() ? text : content.text(),
                content.blocks().orElse(blocks),
                threadTs,
                onlyFor,
                true,
                previews,
                files);
    }
}
