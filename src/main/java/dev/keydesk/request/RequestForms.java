package dev.keydesk.request;

import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.lookup.AppFacts;
import dev.keydesk.request.RequestModal.Filled;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The form while it is being filled in. Opening it and suggesting apps use only memory, so both
 * work while Entra is slow or does not answer; the secrets of a chosen app are read live
 * afterwards.
 */
public final class RequestForms {
    public static final String APP_CHOSEN = "app-chosen";

    private static final Logger log = LoggerFactory.getLogger(RequestForms.class);

    /** Slack shows at most a hundred. */
    private static final int MOST_SUGGESTIONS = 100;

    private static final String MAY_NOT_ASK =
            "You are not among the people who may ask this desk for client secrets, so the form was"
                + " not opened. Ask the operator to add you under \"requesters\" in keydesk.yml.";

    private static final String NOT_SERVED =
            "This desk makes no secrets for that app registration: it no longer exists, or"
                + " keydesk.yml does not let the desk serve it. The form was not opened. Ask the"
                + " operator if you need a secret for it.";

    private final Chat chat;

    /**
     * A list of options has no room for other text; a person who chooses this one is told to choose
     * an app.
     */
    private static final Option TYPE_ON =
            Option.builder()
                    .text(
                            PlainTextObject.builder()
                                    .text("Busy just now; type more to search again")
                                    .build())
                    .value("type-on")
                    .build();

    private final AppIndex index;
    private final AppSearch search;
    private final AppFacts facts;
    private final PrincipalResolver principals;
    private final RenewalCheck renewals;
    private final InstantSource clock;
    private final RequestModal modal;

    RequestForms(
            Chat chat,
            AppCatalog apps,
            PrincipalResolver principals,
            RenewalCheck renewals,
            RequestModal modal,
            InstantSource clock) {
        this.chat = chat;
        this.index = apps.index();
        this.search = apps.search();
        this.facts = apps.facts();
        this.principals = principals;
        this.renewals = renewals;
        this.modal = modal;
        this.clock = clock;
    }

    /**
     * Opens the form after the command or the shortcut.
     *
     * @param typed the text after the command: an app's name, client id or object id, or empty
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(UserId by, String triggerId, String typed) {
        if (principals.surelyMayNotAsk(by)) {
            return Optional.of(MAY_NOT_ASK);
        }
        try {
            var named = TypedApp.of(search, by, typed, principals.isKnownToAsk(by));
            return open(triggerId, named.app(), new Filled(named.word(), "", Optional.empty(), ""));
        } catch (ComputePool.Full busy) {
            return Optional.of(AppSearch.BUSY);
        }
    }

    /**
     * Opens the form to renew a secret. If the secret is gone, or somebody else already renews it,
     * the form says so and is an ordinary one.
     *
     * @param objectId of the app of the old secret
     * @param keyId of the old secret
     * @param description what the old secret is used for
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> renew(
            UserId by, String triggerId, String objectId, String keyId, String description) {
        if (principals.surelyMayNotAsk(by)) {
            return Optional.of(MAY_NOT_ASK);
        }
        return index.find(objectId)
                .map(app -> open(triggerId, Optional.of(app), filled(app, keyId, description)))
                .orElse(Optional.of(NOT_SERVED));
    }

    private Filled filled(AppRegistration app, String keyId, String description) {
        return switch (renewals.look(app, keyId)) {
            case RenewalCheck.Found.Free(var old) ->
                    new Filled(
                            Optional.empty(),
                            new RenewalRef(app.objectId(), keyId).text(),
                            Optional.of(old),
                            description);
            case RenewalCheck.Found.NotFree(var because) ->
                    new Filled(Optional.of(because), "", Optional.empty(), description);
        };
    }

    /**
     * Returns the form as an ordinary one that renews nothing; the values of its fields stay.
     *
     * @param because the reason, shown at the top
     */
    public View ordinary(RequestForm sent, String because) {
        return modal.view(
                index.find(sent.app()),
                false,
                index.asOf(),
                clock.instant(),
                new Filled(Optional.of(because), "", Optional.empty(), sent.description()));
    }

    private Optional<String> open(
            String triggerId, Optional<AppRegistration> chosen, Filled filled) {
        try {
            chat.open(triggerId, modal.view(chosen, false, index.asOf(), clock.instant(), filled));
            return Optional.empty();
        } catch (ChatFailure failure) {
            log.warn("the form was not opened: {}", failure.getMessage());
            return Optional.of(
                    "Slack did not open the form, and no request was made. Please try again in a"
                            + " moment.");
        }
    }

    /** Returns the suggestions for the typed text. */
    public List<Option> suggest(UserId by, String typed) {
        // Names of apps are shown only to people who certainly may request secrets.
        if (!principals.isKnownToAsk(by)) {
            return List.of();
        }
        return offer(by, typed);
    }

    /** The same for a person who certainly may see the names of apps. */
    public List<Option> offer(UserId by, String typed) {
        try {
            return search.suggest(by, typed, MOST_SUGGESTIONS).stream()
                    .map(RequestForms::suggestion)
                    .toList();
        } catch (ComputePool.Full busy) {
            return List.of(TYPE_ON);
        }
    }

    /** Uses the same words as the form for a chosen app, in the class that an answer needs. */
    private static Option suggestion(AppRegistration app) {
        var shown = RequestModal.appOption(app);
        return Option.builder()
                .text(shown.getText())
                .value(shown.getValue())
                .description(shown.getDescription())
                .build();
    }

    /**
     * Shows the existing secrets of the chosen app, read live if Entra answers. The click's text
     * names the secret that the form renews, if it renews one.
     */
    public InteractionAnswer showFacts(Interaction interaction) {
        var view = interaction.view().orElseThrow();
        if (principals.surelyMayNotAsk(interaction.user())) {
            return InteractionAnswer.say(MAY_NOT_ASK);
        }
        var known = index.find(interaction.subject());
        if (known.isEmpty()) {
            return InteractionAnswer.visibleAlready();
        }
        var fact = facts.of(known.get().objectId());
        var form =
                fact instanceof AppFacts.Fact.Gone
                        ? RequestModal.cannot(RequestModal.APP_IS_GONE)
                        : modal.view(
                                fact.found().or(() -> known),
                                fact instanceof AppFacts.Fact.Live,
                                index.asOf(),
                                clock.instant(),
                                stillFilled(known.get(), interaction.text()));
        try {
            chat.updateAnyway(view.id(), view.hash(), form);
        } catch (ChatFailure closedOrBusy) {
            // What is shown is only a help; the request works without it.
            log.info("a form was not updated: {}", closedOrBusy.getMessage());
        }
        return InteractionAnswer.visibleAlready();
    }

    /**
     * Another app may have been chosen in the form; if the first one is chosen again, the form
     * renews again.
     */
    private Filled stillFilled(AppRegistration chosen, String renews) {
        var old =
                RenewalRef.parse(renews, chosen.objectId())
                        .flatMap(key -> RenewalCheck.secret(chosen, key.keyId()));
        return new Filled(Optional.empty(), renews, old, "");
    }
}
