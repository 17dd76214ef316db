package dev.keydesk.livemessages;

import dev.keydesk.livemessages.PostedMessages.Posted;

import java.util.List;
import java.util.Optional;

/**
 * What one message of a subject should show.
 *
 * @param id of the subject
 * @param kind the name of the message
 * @param stored the row that it was rendered from
 */
record MessageChange<T>(
        String id, String kind, MessageRenderer<T> renderer, T stored, RenderedMessage rendered) {

    MessageMarker marker() {
        return new MessageMarker(id, kind, rendered.slot());
    }

    /**
     * Returns whether anything has to be sent to Slack, given the posted messages of the subject.
     */
    boolean isDue(List<Posted> standing) {
        return isMessageDue(standing) || !toClose(standing).isEmpty();
    }

    private boolean isMessageDue(List<Posted> standing) {
        return rendered.message().isPresent()
                && standing(standing)
                        .filter(posted ->
                                !posted.isClosed()
                                        && posted.renderedVersion() >= rendered.version())
                        .isEmpty();
    }

    /** Returns the message that has to be edited. */
    Optional<Posted> standing(List<Posted> standing) {
        return standing.stream()
                .filter(posted ->
                        posted.kind().equals(kind) && posted.slot().equals(rendered.slot()))
                .findFirst();
    }

    /** Returns earlier messages of the series that still have buttons. */
    List<Posted> toClose(List<Posted> standing) {
        return rendered.earlier().isEmpty()
                ? List.of()
                : standing.stream()
                        .filter(posted ->
                                posted.kind().equals(kind)
                                        && !posted.slot().equals(rendered.slot())
                                        && !posted.isClosed())
                        .toList();
    }
}
