package dev.keydesk.sandbox.page;

/**
 * A request as Keydesk has stored it. Requester and story are Slack's markup, so that people appear
 * by their names.
 *
 * @param state one word, such as {@code Waiting}
 * @param story the sentence that people read about that state
 */
public record RequestLine(
        String ticket,
        String requester,
        String app,
        String description,
        String state,
        String story) {}
