package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.RequestDetails;
import dev.keydesk.request.RequestForms;
import dev.keydesk.store.Db;

import java.util.Optional;

/** Opens the form for a secret that replaces an old one, filled in from the old one. */
public final class RenewalFormOpener {
    private final ReminderLines lines;
    private final RequestForms forms;

    public RenewalFormOpener(Db db, RequestForms forms) {
        this.lines = new ReminderLines(db);
        this.forms = forms;
    }

    /**
     * Opens the form while the trigger id is valid.
     *
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(UserId by, String line, String triggerId) {
        return lines.find(line)
                .map(placed -> open(by, placed.line(), triggerId))
                .orElse(Optional.of(SnoozeActions.UNKNOWN));
    }

    private Optional<String> open(UserId by, ReminderLine line, String triggerId) {
        return switch (line) {
            case ReminderLine.Closed _ -> Optional.of(SnoozeActions.settled(line));
            case ReminderLine.Open _, ReminderLine.Snoozed _, ReminderLine.Moved _ ->
                    open(
                            by,
                            line.entry().app(),
                            line.entry().keyId(),
                            line.entry().name(),
                            triggerId);
        };
    }

    /**
     * The same for a secret without a reminder.
     *
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(UserId by, Credential.Key old, String triggerId) {
        return open(by, old.app(), old.keyId(), old.name(), triggerId);
    }

    private Optional<String> open(
            UserId by, AppRef app, String keyId, Optional<String> name, String triggerId) {
        return forms.renew(
                by,
                triggerId,
                app.objectId(),
                keyId,
                name.map(RequestDetails::describedBy).orElse(""));
    }
}
