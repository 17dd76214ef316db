package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.Entra;

/**
 * The operator's settings for reminders.
 *
 * @param operators the operators' channel
 * @param tenantId the tenant of the apps
 * @param signsInWith Keydesk's own credential, which is reported as well
 */
public record ReminderSettings(
        Reminders rules, ChannelId operators, String tenantId, Settings.Credential signsInWith) {
    public static ReminderSettings of(Rules rules, Entra entra) {
        return new ReminderSettings(
                rules.remindersOrNone(),
                rules.operatorsChannel(),
                entra.tenantId(),
                entra.signsInWith());
    }
}
