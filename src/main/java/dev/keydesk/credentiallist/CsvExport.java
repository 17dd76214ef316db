package dev.keydesk.credentiallist;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.Attachment;
import dev.keydesk.chat.Button;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.ownership.CredentialView;
import dev.keydesk.ownership.ResponsibleApps;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.IssuedSecrets;
import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Sends a list of credentials as a CSV file in a direct message. */
public final class CsvExport {
    public static final String ACTION = "send-keys-as-csv";

    /** The subject for the credentials of all apps for which the person is responsible. */
    public static final String MINE = ListScope.mine().value();

    private static final Logger log = LoggerFactory.getLogger(CsvExport.class);
    private static final String LAST_CALL = "files.completeUploadExternal";

    private final Db db;
    private final Chat chat;
    private final KeyVisibility visibility;
    private final KeyCsv csv;
    private final AuditLog audit;
    private final InstantSource clock;

    CsvExport(
            Platform platform,
            Chat chat,
            KeyVisibility visibility,
            ResponsibleApps responsibleApps) {
        this.db = platform.db();
        this.chat = chat;
        this.visibility = visibility;
        this.csv = new KeyCsv(new IssuedSecrets(db), responsibleApps);
        this.audit = platform.audit();
        this.clock = platform.clock();
    }

    /**
     * Returns the button below a list; what the person may see is checked again when it is clicked.
     */
    public static Button button(String subject) {
        return Button.of(ACTION, "Send me the list as CSV", subject);
    }

    /** Handles the click. */
    public InteractionAnswer send(Interaction interaction) {
        return visibility
                .of(interaction.user())
                .map(view -> send(interaction, view))
                .orElse(
                        InteractionAnswer.say(
                                "Only full members of this organisation can see credentials"
                                        + " here."));
    }

    private InteractionAnswer send(Interaction interaction, KeyVisibility.View view) {
        var now = clock.instant();
        var scope = new ListScope(interaction.subject());
        var app = scope.app().flatMap(view::app);
        if (scope.app().isPresent() && app.isEmpty()) {
            return InteractionAnswer.say("The desk cannot show you this app, so nothing was sent.");
        }
        var keys = app.map(it -> view.of(it, now)).orElseGet(() -> view.mine(now));
        if (keys.isEmpty()) {
            return InteractionAnswer.say(
                    "There are no credentials to put on a list, so nothing was sent.");
        }
        return send(interaction, app, keys);
    }

    private InteractionAnswer send(
            Interaction interaction, Optional<AppRef> app, List<CredentialView> keys) {
        var what =
                "%s of %s"
                        .formatted(
                                keys.size() == 1 ? "1 credential" : keys.size() + " credentials",
                                app.map(AppRef::name).orElse("the apps they look after"));
        try {
            chat.send(interaction.user(), file(keys));
        } catch (ChatFailure.Refused refused) {
            return InteractionAnswer.say(refused(refused));
        } catch (ChatFailure.NoAnswer lost) {
            if (lost.method().equals(LAST_CALL) && lost.maybeDone()) {
                return InteractionAnswer.say(
                        "Slack did not say whether it has put the list into your messages from the"
                                + " desk. If it is not there, press again.");
            }
            throw lost;
        }
        db.writing(tx ->
                audit.append(
                        tx,
                        AuditEvent.ofDesk(
                                clock.instant(),
                                "list-sent",
                                Actor.of(interaction.user()),
                                "A list of %s was sent to %s."
                                        .formatted(what, interaction.user().value()))));
        return InteractionAnswer.say("The list is in your messages from the desk, as a file.");
    }

    private Attachment file(List<CredentialView> keys) {
        var now = clock.instant();
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new Attachment(
                "credentials-%s.csv".formatted(day),
                "Credentials on %s".formatted(day),
                "The list you asked for, as a CSV file for a spreadsheet: %s, with app, name, start, expiry and days left. It contains no values of secrets."
                        .formatted(
                                keys.size() == 1 ? "one credential" : keys.size() + " credentials"),
                csv.of(keys, now));
    }

    private static String refused(ChatFailure.Refused refused) {
        log.warn("a list was not sent: {}", refused.getMessage());
        return refused.error().equals("missing_scope")
                ? "The desk may not send files in Slack, so no list was sent; what you see in Slack"
                        + " is all of it. The operators can fix that: the Slack app lacks the scope"
                        + " files:write, which manifest.yml asks for."
                : "No list was sent; what you see in Slack is all of it. %s The operators find more in the desk's log."
                        .formatted(refused.sentence());
    }
}
