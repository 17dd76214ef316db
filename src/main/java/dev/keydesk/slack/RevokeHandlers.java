package dev.keydesk.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;

import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.removal.LeakRevocation;
import dev.keydesk.removal.RevokeForms;
import dev.keydesk.removal.RevokeModal;

import java.util.Locale;
import java.util.Optional;

/** {@code revoke} behind the command, and its form. */
final class RevokeHandlers {
    private static final String WORD = "revoke";

    private final InteractionMapper interactionMapper;
    private final Inbox inbox;
    private final RevokeForms forms;

    RevokeHandlers(InteractionMapper interactionMapper, Inbox inbox, RevokeForms forms) {
        this.interactionMapper = interactionMapper;
        this.inbox = inbox;
        this.forms = forms;
    }

    /** What stands behind the word, if that is what was typed. */
    static Optional<String> typed(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(WORD) || lower.startsWith(WORD + " ")
                ? Optional.of(text.substring(WORD.length()).strip())
                : Optional.empty();
    }

    /** The command, whose delivery was taken for the first time. */
    Response open(SlashCommandRequest request, SlashCommandContext context, String typed) {
        var by = new UserId(request.getPayload().getUserId());
        return switch (forms.open(by, request.getPayload().getTriggerId(), typed)) {
            case RevokeForms.Opened.NotOpened(var because) -> context.ack(because);
            case RevokeForms.Opened.Empty() -> context.ack();
            case RevokeForms.Opened.WithApp(var view, var objectId) -> {
                inbox.takeFirst(
                        interactionMapper.inView(
                                request, RevokeForms.APP_CHOSEN, by, objectId, view));
                yield context.ack();
            }
        };
    }

    void register(App app) {
        app.blockSuggestion(
                RevokeModal.APP,
                (request, context) -> {
                    var payload = request.getPayload();
                    var typed = Optional.ofNullable(payload.getValue()).orElse("");
                    var options = forms.suggest(new UserId(payload.getUser().getId()), typed);
                    return context.ack(answer -> answer.options(options));
                });
        app.blockAction(
                RevokeModal.APP,
                (request, context) -> {
                    var interaction = interactionMapper.of(request, request.getPayload());
                    inbox.take(interaction.withAction(RevokeForms.APP_CHOSEN));
                    return context.ack();
                });
        app.viewSubmission(
                RevokeModal.CALLBACK,
                (request, context) -> {
                    var fields = FormFields.of(request.getPayload().getView());
                    var objectId = fields.option(RevokeModal.APP);
                    var keyId = fields.option(RevokeModal.keyField(objectId));
                    var words = fields.text(RevokeModal.WORDS);
                    var mistakes = forms.mistakes(objectId, keyId, words);
                    if (!mistakes.isEmpty()) {
                        return context.ackWithErrors(mistakes);
                    }
                    var which =
                            new LeakRevocation.Which(
                                    objectId,
                                    keyId,
                                    fields.isTicked(RevokeModal.NEW, RevokeModal.NEW_TOO));
                    inbox.take(
                            interactionMapper.plain(
                                    request,
                                    LeakRevocation.REVOKE,
                                    new UserId(request.getPayload().getUser().getId()),
                                    which.subject(),
                                    words.strip()));
                    return context.ackWithUpdate(RevokeModal.sent());
                });
    }
}
