package dev.keydesk.interactions;

import dev.keydesk.config.UserId;

/**
 * A form that somebody has sent, and Slack waits for the acknowledgement.
 *
 * @param id the fingerprint of the signed delivery it came in
 * @param viewId Slack's id of the modal, the same however often it is sent
 * @param metadata what the desk sent along with it; it comes back from the person's client
 */
public record SentForm(String id, UserId user, String viewId, FormFields fields, String metadata) {}
