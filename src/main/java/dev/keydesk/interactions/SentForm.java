package dev.keydesk.interactions;

import dev.keydesk.config.UserId;

/**
 * A submitted form, while Slack waits for the acknowledgement.
 *
 * @param id the fingerprint of the signed delivery
 * @param viewId Slack's id of the modal, the same however often it is submitted
 * @param metadata the private metadata of the modal; it comes back from the person's client, so it
 *     is not trusted
 */
public record SentForm(String id, UserId user, String viewId, FormFields fields, String metadata) {}
