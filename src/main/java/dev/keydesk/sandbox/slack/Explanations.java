package dev.keydesk.sandbox.slack;

import java.util.Map;

/** Explains Slack's error codes in plain words, for people who look at refusals. */
final class Explanations {
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("not_authed", "The call carries no token."),
                    Map.entry("invalid_auth", "The token is not the one of this app."),
                    Map.entry("unknown_method", "Slack has no method of that name."),
                    Map.entry("ratelimited", "Called too often; wait as Retry-After says."),
                    Map.entry("missing_scope", "The app was installed without a scope it needs."),
                    Map.entry(
                            "channel_not_found",
                            "There is no such channel, or it is private and the bot is not in it."),
                    Map.entry("not_in_channel", "The bot has not been invited to that channel."),
                    Map.entry("is_archived", "The channel is archived."),
                    Map.entry("is_inactive", "A message in an archived channel cannot change."),
                    Map.entry("user_not_in_channel", "That person is not in the channel."),
                    Map.entry(
                            "message_not_found",
                            "There is no such message; an ephemeral one cannot be reached."),
                    Map.entry("cant_update_message", "Only the app's own messages can change."),
                    Map.entry("cant_delete_message", "Only the app's own messages can go."),
                    Map.entry("msg_too_long", "The text of an edit is over 4,000 characters."),
                    Map.entry("msg_blocks_too_long", "The blocks hold over 13,200 characters."),
                    Map.entry("no_text", "There is neither text nor blocks."),
                    Map.entry("invalid_blocks_format", "The blocks are not a JSON array."),
                    Map.entry("expired_trigger_id", "A modal opens within 3 s, or not at all."),
                    Map.entry("exchanged_trigger_id", "A trigger opens one modal only."),
                    Map.entry("invalid_trigger_id", "Slack never gave out that trigger."),
                    Map.entry("hash_conflict", "The view has changed in the meantime."),
                    Map.entry("not_found", "That view is not open any more."),
                    Map.entry("push_limit_reached", "Three modals are open already."),
                    Map.entry("duplicate_external_id", "That external_id was used before."),
                    Map.entry("view_too_large", "A view may have 250 kB."),
                    Map.entry("not_enabled", "The app has no Home tab."),
                    Map.entry("messages_tab_disabled", "The app has no Messages tab."),
                    Map.entry(
                            "app_access_restricted",
                            "An administrator lets only certain people use the app."),
                    Map.entry(
                            "file_type_not_allowed",
                            "An administrator does not allow files of that kind."),
                    Map.entry(
                            "file_uploads_except_images_disabled",
                            "An administrator allows pictures only."),
                    Map.entry("file_not_found", "There is no such file, or its bytes never came."),
                    Map.entry("file_upload_size_restricted", "The file is too large."),
                    Map.entry("user_not_found", "There is no such person."),
                    Map.entry("users_not_found", "Nobody active has that address."),
                    Map.entry("user_disabled", "That person is deactivated."),
                    Map.entry("no_such_subteam", "There is no such user group."),
                    Map.entry("cannot_reply_to_message", "There is no such thread."),
                    Map.entry("used_url", "A response_url takes five answers."),
                    Map.entry("expired_url", "A response_url lives for 30 minutes."),
                    Map.entry("operation_timeout", "The bot has 3 s to acknowledge."),
                    Map.entry("dispatch_failed", "The bot must acknowledge with status 200."));

    private Explanations() {}

    static String of(String error, String otherwise) {
        return WORDS.getOrDefault(error, otherwise);
    }
}
