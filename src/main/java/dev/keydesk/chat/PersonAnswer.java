package dev.keydesk.chat;

import org.jspecify.annotations.Nullable;

/** Slack's answer about a person, with the fields that Keydesk reads, by Slack's names. */
final class PersonAnswer extends SlackAnswer {
    private @Nullable User user;

    /**
     * A field that Slack leaves out is false or null.
     *
     * @param isEmailConfirmed the SDK's own class reads an absent field as false; Slack leaves it
     *     out for bots, strangers and people who left
     */
    record User(
            @Nullable String id,
            @Nullable String name,
            @Nullable String realName,
            @Nullable String teamId,
            @Nullable String enterpriseId,
            @Nullable String tz,
            boolean deleted,
            boolean isBot,
            boolean isWorkflowBot,
            boolean isConnectorBot,
            boolean isRestricted,
            boolean isUltraRestricted,
            boolean isStranger,
            @Nullable Boolean isEmailConfirmed,
            @Nullable Profile profile,
            @Nullable Enterprise enterpriseUser) {}

    record Profile(
            @Nullable String displayName, @Nullable String realName, @Nullable String email) {}

    record Enterprise(@Nullable String enterpriseId) {}

    @Nullable User user() {
        return user;
    }
}
