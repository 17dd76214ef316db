package dev.keydesk.request;

import dev.keydesk.decision.StateButton;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.interactions.OnPress;
import dev.keydesk.interactions.SlackHandlers;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.RequestValidation.Relations;

import java.time.Duration;
import java.util.List;

/**
 * Requests for client secrets: the form, its submission and validation, and requests that end
 * without a decision.
 */
public final class RequestFeature {
    /** How soon a new member of a user group is recognised. */
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static final String SHORTCUT = "new_client_secret";

    private final Requests requests;
    private final AccessRules access;
    private final AppCatalog apps;
    private final RequestForms forms;
    private final Submissions submissions;
    private final RenewalCheck renewals;
    private final StateButton<SecretRequest> withdraw;

    /**
     * Creates the parts and registers them.
     *
     * @param relations says how a person is related to an app
     */
    public RequestFeature(
            Platform platform,
            Messaging messaging,
            Requests requests,
            AccessRules access,
            AppCatalog apps,
            Relations relations) {
        this.requests = requests;
        this.access = access;
        this.apps = apps;
        var clock = platform.clock();
        var inbox = messaging.inbox();
        var modal = new RequestModal(access.policy(), access.deliveryMethods());
        this.renewals = new RenewalCheck(platform.db(), requests);
        this.forms =
                new RequestForms(
                        messaging.chat(), apps, access.principals(), renewals, modal, clock);
        this.submissions =
                new Submissions(platform, inbox, requests, apps.index(), access, renewals);
        var validation =
                new RequestValidation(
                        requests,
                        access.policy(),
                        access.principals(),
                        apps.facts(),
                        relations,
                        clock);
        var withdrawals = new Withdrawals(requests, clock);
        inbox.register(RequestForms.APP_CHOSEN, forms::showFacts);
        inbox.register(Inbox.SAY, interaction -> InteractionAnswer.say(interaction.text()));
        this.withdraw = withdrawals.button();
        take(messaging.handlers(), inbox);
        platform.jobs().register(StateTimers.CHECK, validation::check);
        platform.jobs().register(StateTimers.LAPSE, withdrawals::lapse);
        platform.periodicTasks().every(FIVE_MINUTES, "groups", access.principals()::refresh);
        requests.messages()
                .show(RequestConfirmation.PLACE, new RequestConfirmation(List.of(withdraw)));
    }

    private void take(SlackHandlers handlers, Inbox inbox) {
        handlers.command(
                RequestCommand.NAME,
                RequestCommand.HELP,
                AppSearch::tooLong,
                new RequestCommand(inbox, forms));
        handlers.shortcut(SHORTCUT, press -> forms.open(press.user(), press.triggerId(), ""));
        handlers.suggests(RequestModal.APP, forms::suggest);
        handlers.menu(
                RequestModal.APP,
                press ->
                        new OnPress.Chosen(
                                new OnPress.SettledInPlace(),
                                press.interaction()
                                        .withAction(RequestForms.APP_CHOSEN)
                                        .withText(press.metadata())));
        handlers.form(RequestModal.CALLBACK, new RequestFormHandler(submissions, forms)::sent);
        StateButton.take(handlers, List.of(withdraw));
    }

    public Requests requests() {
        return requests;
    }

    /** Returns who may request, approve and pick up. */
    public AccessRules access() {
        return access;
    }

    /** Returns the apps for which secrets can be requested. */
    public AppCatalog apps() {
        return apps;
    }

    public RequestForms forms() {
        return forms;
    }

    public Submissions submissions() {
        return submissions;
    }

    /** Returns the button with which the requester withdraws a request. */
    public StateButton<SecretRequest> withdraw() {
        return withdraw;
    }

    public RenewalCheck renewals() {
        return renewals;
    }
}
