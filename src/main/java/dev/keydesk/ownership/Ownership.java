package dev.keydesk.ownership;

import dev.keydesk.expiry.Credentials;

/**
 * Which credentials there are, and who owns the apps they belong to.
 *
 * @param credentials as the last scan saw them
 * @param owners who owns an app in Entra
 * @param users which Slack user an owner is
 */
public record Ownership(Credentials credentials, AppOwners owners, SlackUsers users) {}
