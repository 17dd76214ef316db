package dev.keydesk.chat;

import dev.keydesk.config.UserId;

import java.util.Optional;
import java.util.Set;

/**
 * The bot's identity in Slack, as {@code auth.test} tells it.
 *
 * @param enterpriseId present on Enterprise Grid
 * @param appId empty if Slack did not tell it
 * @param url of the workspace
 * @param scopes of the bot token
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
