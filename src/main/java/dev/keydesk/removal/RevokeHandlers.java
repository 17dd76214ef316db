package dev.keydesk.removal;

import dev.keydesk.interactions.FormOutcome;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.OnPress;
import dev.keydesk.interactions.SentForm;
import dev.keydesk.interactions.SlackCommand;
import dev.keydesk.interactions.SlackHandlers;
import dev.keydesk.request.RequestCommand;

import java.util.Optional;

/** The subcommand {@code revoke}, and its form. */
final class RevokeHandlers {
    private static final String WORD = "revoke";

    private final Inbox inbox;
    private final RevokeForms forms;

    RevokeHandlers(Inbox inbox, RevokeForms forms) {
        this.inbox = inbox;
        this.forms = forms;
    }

    void register(SlackHandlers handlers) {
        handlers.word(RequestCommand.NAME, WORD, this::typed);
        handlers.suggests(RevokeModal.APP, forms::suggest);
        handlers.menu(
                RevokeModal.APP,
                press ->
                        new OnPress.Chosen(
                                new OnPress.SettledInPlace(),
                                press.interaction().withAction(RevokeForms.APP_CHOSEN)));
        handlers.form(RevokeModal.CALLBACK, this::sent);
    }

    private Optional<String> typed(SlackCommand.Typed command) {
        var interaction = command.interaction();
        if (!inbox.first(interaction.id())) {
            return Optional.empty();
        }
        return switch (forms.open(command.user(), command.triggerId(), command.text())) {
            case RevokeForms.Opened.NotOpened(var because) -> Optional.of(because);
            case RevokeForms.Opened.Empty() -> Optional.empty();
            case RevokeForms.Opened.WithApp(var view, var objectId) -> {
                inbox.takeFirst(interaction.inView(RevokeForms.APP_CHOSEN, objectId, view));
                yield Optional.empty();
            }
        };
    }

    private FormOutcome sent(SentForm form) {
        var fields = form.fields();
        var objectId = fields.option(RevokeModal.APP);
        var keyId = fields.option(RevokeModal.keyField(objectId));
        var words = fields.text(RevokeModal.WORDS);
        var mistakes = forms.mistakes(objectId, keyId, words);
        if (!mistakes.isEmpty()) {
            return new FormOutcome.Mistakes(mistakes);
        }
        boolean newToo = fields.isTicked(RevokeModal.NEW, RevokeModal.NEW_TOO);
        return new FormOutcome.Taken(
                LeakRevocation.REVOKE,
                new LeakRevocation.Which(objectId, keyId, newToo).subject(),
                words.strip(),
                Optional.of(RevokeModal.sent()));
    }
}
