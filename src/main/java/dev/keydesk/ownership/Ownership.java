package dev.keydesk.ownership;

import dev.keydesk.expiry.Credentials;

/**
 * The queries for credentials and for the owners of their apps.
 *
 * @param credentials as the last scan saw them
 * @param owners the owners of an app in Entra
 * @param users the Slack users of the owners
 */
public record Ownership(Credentials credentials, AppOwners owners, SlackUsers users) {}
