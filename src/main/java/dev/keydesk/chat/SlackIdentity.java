package dev.keydesk.chat;

import dev.keydesk.config.UserId;

import java.util.Optional;
import java.util.Set;

/**
 * Who we are in Slack, as Slack says.
 *
 * @param enterpriseId present on Enterprise Grid
 * @param appId absent if Slack did not tell it
 * @param url of the workspace
 * @param scopes what our token may do
 */
public record SlackIdentity(
        String teamId,
        Optional<String> enterpriseId,
        UserId botUser,
        String botId,
        Optional<String> appId,
        String url,
        Set<String> scopes) {
    public SlackIdentity {
        scopes = Set.copyOf(scopes);
    }
}
