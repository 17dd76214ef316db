package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Ask;
import dev.keydesk.request.RequestForms;
import dev.keydesk.store.Db;

import java.util.Optional;

/** Opens the form for a key that takes the place of an old one, filled in from that. */
public final class Renewing {
    private final Lines lines;
    private final RequestForms forms;

    public Renewing(Db db, RequestForms forms) {
        this.lines = new Lines(db);
        this.forms = forms;
    }

    /**
     * Opens it within the life of the trigger.
     *
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(UserId by, String line, String triggerId) {
        return lines.find(line)
                .map(placed -> open(by, placed.line(), triggerId))
                .orElse(Optional.of(Snoozing.UNKNOWN));
    }

    private Optional<String> open(UserId by, Line line, String triggerId) {
        return switch (line) {
            case Line.Closed _ -> Optional.of(Snoozing.settled(line));
            case Line.Open _, Line.Snoozed _, Line.Moved _ ->
                    open(by, line.told().app(), line.told().keyId(), line.told().name(), triggerId);
        };
    }

    /**
     * The same for a key that stands on no reminder.
     *
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(UserId by, Credential.Key old, String triggerId) {
        return open(by, old.app(), old.keyId(), old.name(), triggerId);
    }

    private Optional<String> open(
            UserId by, AppRef app, String keyId, Optional<String> name, String triggerId) {
        return forms.renew(
                by, triggerId, app.objectId(), keyId, name.map(Ask::describedBy).orElse(""));
    }
}
