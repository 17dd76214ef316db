package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.Entra;

/**
 * What the operator decides about reminders.
 *
 * @param operators the channel of those who run the desk
 * @param tenantId whose apps are reminded of
 * @param signsInWith what the desk itself signs in with, and is reminded of as well
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
