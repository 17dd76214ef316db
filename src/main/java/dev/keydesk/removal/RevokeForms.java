package dev.keydesk.removal;

import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.OpenedView;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.expiry.Credential;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.lookup.AppFacts;
import dev.keydesk.removal.RevokeModal.Below;
import dev.keydesk.request.AppCatalog;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.AppSearch;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.RequestForms;
import dev.keydesk.request.RequestModal;
import dev.keydesk.request.TextInputCheck;
import dev.keydesk.request.TypedApp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form for a leaked secret while it is being filled in. It opens from memory; the secrets that
 * the person may revoke are read afterwards, and nobody else sees them.
 */
public final class RevokeForms {
    public static final String APP_CHOSEN = "revoke-app-chosen";

    private static final Logger log = LoggerFactory.getLogger(RevokeForms.class);

    private final Chat chat;
    private final AppIndex index;
    private final AppSearch search;
    private final AppFacts facts;
    private final RequestForms suggestions;
    private final PrincipalResolver principals;
    private final Revokers revokers;
    private final InstantSource clock;

    RevokeForms(
            Chat chat,
            AppCatalog apps,
            RequestForms suggestions,
            PrincipalResolver principals,
            Revokers revokers,
            InstantSource clock) {
        this.chat = chat;
        this.index = apps.index();
        this.search = apps.search();
        this.facts = apps.facts();
        this.suggestions = suggestions;
        this.principals = principals;
        this.revokers = revokers;
        this.clock = clock;
    }

    /** The result of the command. */
    public sealed interface Opened {
        /** No form was opened; the person gets this sentence. */
        record NotOpened(String because) implements Opened {}

        /** No app is chosen yet. */
        record Empty() implements Opened {}

        /** The secrets of the app must be shown in it: {@link #showKeys}. */
        record WithApp(OpenedView view, String objectId) implements Opened {}
    }

    /**
     * Opens the form while the trigger id is valid.
     *
     * @param typed an app's name, client id or object id, or empty
     */
    public Opened open(UserId by, String triggerId, String typed) {
        try {
            // A person who may not see the names of apps has to name the app exactly.
            var named =
                    principals.isKnown(by)
                            ? TypedApp.of(search, by, typed, true)
                            : TypedApp.ofWhole(search, by, typed);
            return open(triggerId, named);
        } catch (ComputePool.Full busy) {
            return new Opened.NotOpened(AppSearch.BUSY);
        }
    }

    private Opened open(String triggerId, TypedApp named) {
        var app = named.app();
        try {
            var view =
                    chat.open(
                            triggerId,
                            RevokeModal.view(
                                    app.map(RequestModal::appOption),
                                    app.isPresent()
                                            ? new Below.Reading()
                                            : new Below.Nothing(named.word())));
            return app.<Opened>map(it -> new Opened.WithApp(view, it.objectId()))
                    .orElseGet(Opened.Empty::new);
        } catch (ChatFailure failure) {
            log.warn("the form was not opened: {}", failure.getMessage());
            return new Opened.NotOpened(
                    "Slack did not open the form, and nothing was removed. Please try again in a"
                            + " moment.");
        }
    }

    /** Returns the suggestions for the typed text. */
    public List<Option> suggest(UserId by, String typed) {
        return principals.isKnown(by) ? suggestions.offer(by, typed) : List.of();
    }

    /** Shows which secrets of the chosen app the person may revoke. */
    public InteractionAnswer showKeys(Interaction interaction) {
        var view = interaction.view().orElseThrow();
        var known = index.find(interaction.subject());
        if (known.isEmpty()) {
            return InteractionAnswer.visibleAlready();
        }
        show(
                view,
                RevokeModal.view(
                        known.map(RequestModal::appOption),
                        below(interaction.user(), known.get())));
        return InteractionAnswer.visibleAlready();
    }

    private Below below(UserId by, AppRegistration known) {
        try {
            return switch (facts.of(known.objectId())) {
                case AppFacts.Fact.Live(var app) -> keys(by, app);
                case AppFacts.Fact.Remembered(var app) -> keys(by, app);
                case AppFacts.Fact.Missing(var remembered, _) -> keys(by, remembered.orElse(known));
                case AppFacts.Fact.Unknown() -> keys(by, known);
                case AppFacts.Fact.Gone() ->
                        new Below.None(
                                "Entra says that this app registration no longer exists, and its"
                                        + " secrets went with it.");
            };
        } catch (EntraFailure failure) {
            return untold(failure.sentence());
        } catch (RescheduleException later) {
            return untold("Entra did not say who owns this app registration.");
        }
    }

    private static Below untold(String why) {
        return new Below.None(
                "%s Without that, the desk cannot tell whether you may revoke a secret. Close this and try again, or tell one of the approvers."
                        .formatted(why));
    }

    /** The first to expire come first; expired ones are left out, because nobody can use them. */
    private Below keys(UserId by, AppRegistration app) {
        var right = revokers.right(by, AppRef.of(app));
        var live = live(app, clock.instant());
        var allowed =
                live.stream()
                        .filter(key -> !key.isOfApplicationProxy())
                        .filter(key -> revokers.because(right, by, key).isPresent())
                        .toList();
        if (live.isEmpty()) {
            return new Below.None("This app registration has no live client secret.");
        }
        if (live.stream().allMatch(Credential.Key::isOfApplicationProxy)) {
            return new Below.None(
                    "This app registration has no live client secret that you could revoke: it only has %s."
                            .formatted(AppRegistration.Secret.OF_APPLICATION_PROXY));
        }
        return allowed.isEmpty()
                ? new Below.None(revokers.whoMay(right))
                : new Below.Keys(app.objectId(), allowed);
    }

    private static List<Credential.Key> live(AppRegistration app, Instant now) {
        return Credential.Key.of(app).stream()
                .filter(key -> key.kind() == Credential.Kind.SECRET && key.end().isAfter(now))
                .sorted(Comparator.comparing(Credential.Key::end))
                .toList();
    }

    private void show(Interaction.View view, View form) {
        try {
            chat.updateAnyway(view.id(), view.hash(), form);
        } catch (ChatFailure closedOrBusy) {
            // Somebody may have closed it; then nothing has to be shown.
            log.info("a form was not updated: {}", closedOrBusy.getMessage());
        }
    }

    /** Returns what is wrong with a submitted form, by field; empty if nothing is. */
    public Map<String, String> mistakes(String app, String keyId, String words) {
        var mistakes = new LinkedHashMap<String, String>();
        if (app.isBlank()) {
            mistakes.put(RevokeModal.APP, "Choose the app registration of the secret.");
        } else if (keyId.isBlank()) {
            mistakes.put(
                    RevokeModal.APP,
                    "Choose one of its client secrets below. If there are none, you cannot revoke a"
                            + " secret of this app.");
        }
        TextInputCheck.mistake(
                        words,
                        RevokeModal.LONGEST,
                        "Say what happened; everybody who is told reads this.")
                .ifPresent(mistake -> mistakes.put(RevokeModal.WORDS, mistake));
        return mistakes;
    }
}
