package dev.keydesk.credentiallist;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.credentiallist.ListPage.Heading;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.interactions.SlackHandlers;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.ownership.CredentialText;
import dev.keydesk.ownership.CredentialView;
import dev.keydesk.ownership.ResponsibleApps;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.IssuedSecrets;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers {@code /client-secrets} with the credentials of one app, or of all apps for which the
 * person is responsible; only that person sees it.
 *
 * <p>A long list is several messages, each an interaction of its own: it is stored before it is
 * sent, so that no message is repeated or lost if Slack is busy.
 */
public final class KeyLists {
    /** The action of the command with any text. */
    public static final String ASKED = "list-keys";

    /** The action of choosing one of several apps. */
    public static final String CHOSEN = "list-keys-of";

    /** The action of asking for the rest of a list. */
    public static final String MORE = "list-more-keys";

    /** The same without a click, as long as Slack accepts answers. */
    private static final String GOES_ON = "list-goes-on";

    /**
     * Slack accepts five answers to a click, and one is kept for a message that it takes longer.
     */
    private static final int MOST_ANSWERS = 4;

    private static final int MOST_OWNERS = 5;

    /** Other people's searches end within moments. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final String NOT_YET =
            "The desk has not read the app registrations yet. Please try again in a few minutes.";

    private static final String NOT_SEEN =
            "The desk cannot show you this app: it no longer exists, or you do not look after it"
                    + " and keydesk.yml does not let you see it.";

    private final Inbox inbox;
    private final SlackHandlers handlers;
    private final Chat chat;
    private final KeyVisibility visibility;
    private final ResponsibleApps responsibleApps;
    private final Credentials credentials;
    private final KeyLine line;
    private final IssuedSecrets issued;
    private final InstantSource clock;

    KeyLists(
            Platform platform,
            Messaging messaging,
            KeyVisibility visibility,
            ResponsibleApps responsibleApps,
            Credentials credentials,
            KeyLine line) {
        this.inbox = messaging.inbox();
        this.handlers = messaging.handlers();
        this.chat = messaging.chat();
        this.visibility = visibility;
        this.responsibleApps = responsibleApps;
        this.credentials = credentials;
        this.line = line;
        this.issued = new IssuedSecrets(platform.db());
        this.clock = platform.clock();
    }

    void register() {
        inbox.register(ASKED, this::asked);
        handlers.buttonInPlace(CHOSEN, this::chosen);
        handlers.buttonInPlace(MORE, this::more);
        inbox.register(GOES_ON, this::goesOn);
    }

    private InteractionAnswer asked(Interaction interaction) {
        var typed = interaction.text();
        return seeing(
                interaction,
                view ->
                        typed.isBlank()
                                ? list(interaction, view, ListScope.mine(), 0, 1)
                                : search(interaction, view, typed));
    }

    private InteractionAnswer chosen(Interaction interaction) {
        return seeing(
                interaction,
                view -> list(interaction, view, new ListScope(interaction.subject()), 0, 1));
    }

    private InteractionAnswer more(Interaction interaction) {
        return ListCursor.parse(interaction.subject())
                .map(cursor ->
                        seeing(
                                interaction,
                                view -> list(interaction, view, cursor.scope(), cursor.from(), 1)))
                .orElse(InteractionAnswer.say(NOT_SEEN));
    }

    private InteractionAnswer goesOn(Interaction interaction) {
        var cursor = ListCursor.parse(interaction.subject()).orElseThrow();
        int answers = Integer.parseInt(interaction.text());
        return seeing(
                interaction,
                view -> list(interaction, view, cursor.scope(), cursor.from(), answers + 1));
    }

    private interface Look {
        InteractionAnswer show(KeyVisibility.View view);
    }

    private InteractionAnswer seeing(Interaction interaction, Look look) {
        if (credentials.asOf().isEmpty()) {
            return InteractionAnswer.say(NOT_YET);
        }
        return visibility
                .of(interaction.user())
                .map(look::show)
                .orElse(
                        InteractionAnswer.say(
                                "Only full members of this organisation can see credentials"
                                        + " here."));
    }

    private InteractionAnswer search(
            Interaction interaction, KeyVisibility.View view, String typed) {
        try {
            return found(interaction, view, typed);
        } catch (ComputePool.Full busy) {
            throw new RescheduleException(clock.instant().plus(SOON));
        }
    }

    private InteractionAnswer found(
            Interaction interaction, KeyVisibility.View view, String typed) {
        var meant = view.meant(typed);
        return switch (meant.size()) {
            case 0 ->
                    InteractionAnswer.say(
                            AppChoice.ofNone(typed, view.nearest(typed, AppChoice.NEAREST)));
            case 1 -> list(interaction, view, new ListScope(meant.getFirst().objectId()), 0, 1);
            default -> {
                send(interaction, AppChoice.ofSeveral(typed, meant));
                yield InteractionAnswer.visibleAlready();
            }
        };
    }

    private InteractionAnswer list(
            Interaction interaction,
            KeyVisibility.View view,
            ListScope scope,
            int from,
            int answers) {
        var now = clock.instant();
        var app = scope.app().flatMap(view::app);
        if (scope.app().isPresent() && app.isEmpty()) {
            return InteractionAnswer.say(NOT_SEEN);
        }
        var keys = app.map(it -> view.of(it, now)).orElseGet(() -> view.mine(now));
        if (keys.isEmpty()) {
            return InteractionAnswer.say(app.map(KeyLists::without).orElseGet(this::nothing));
        }
        var provenance = Provenance.of(issued, keys);
        var page = new ListPage(heading(app, scope, keys), keys, from, line, provenance, now);
        boolean isLast = page.end() >= keys.size();
        boolean goesOn = !isLast && answers < MOST_ANSWERS;
        send(interaction, page.message(!goesOn));
        if (goesOn) {
            inbox.take(next(interaction, new ListCursor(page.end(), scope), answers));
        }
        return InteractionAnswer.visibleAlready();
    }

    /**
     * Stores the next message under an id of its own, so that it is sent once however often this
     * runs.
     */
    private static Interaction next(Interaction interaction, ListCursor cursor, int answers) {
        var root = interaction.id().replaceFirst("-list-\\d+$", "");
        return new Interaction(
                "%s-list-%s".formatted(root, cursor.from()),
                GOES_ON,
                interaction.user(),
                cursor.value(),
                String.valueOf(answers),
                interaction.channel(),
                interaction.message(),
                interaction.view(),
                interaction.responseUrl(),
                interaction.pressedAt());
    }

    private static String without(AppRef app) {
        return "%s has no credentials: neither a client secret nor a certificate."
                .formatted(CredentialText.app(app));
    }

    private String nothing() {
        return responsibleApps
                .ownersNotKnownYet()
                .map(missing -> "The desk cannot say yet which apps you look after. " + missing)
                .orElse(NOTHING_TO_LOOK_AFTER);
    }

    private static final String NOTHING_TO_LOOK_AFTER =
            "The desk knows no credential of an app that you look after. You look after an app if"
                + " you own it in Entra, if the desk has made you a credential for it, or if a"
                + " route in keydesk.yml names you. Type the name of an app after the command to"
                + " see its credentials.";

    private Heading heading(Optional<AppRef> app, ListScope scope, List<CredentialView> keys) {
        var count = keys.size() == 1 ? "one credential" : "%s credentials".formatted(keys.size());
        var title =
                app.map(it -> "%s has %s".formatted(CredentialText.app(it), count))
                        .orElseGet(() -> "The apps you look after have " + count);
        return new Heading(title, app.isPresent(), scope.value(), foot(app));
    }

    private String foot(Optional<AppRef> app) {
        var asOf =
                credentials
                        .asOf()
                        .map(at -> "As Entra showed it on %s.".formatted(Mrkdwn.date(at)))
                        .orElse("");
        return app.map(it -> ids(it) + owners(it) + asOf)
                .orElseGet(() ->
                        responsibleApps.ownersNotKnownYet().map(it -> it + " ").orElse("") + asOf);
    }

    private static String ids(AppRef app) {
        return "Client ID %s, object ID %s. "
                .formatted(Mrkdwn.code(app.clientId()), Mrkdwn.code(app.objectId()));
    }

    private String owners(AppRef app) {
        var owners = responsibleApps.ownersOf(app.objectId());
        return owners.isEmpty()
                ? ""
                : "Owners in Entra: %s. "
                        .formatted(
                                owners.stream()
                                        .limit(MOST_OWNERS)
                                        .map(mail -> Mrkdwn.escape(mail, 60))
                                        .collect(Collectors.joining(", ")));
    }

    private void send(Interaction interaction, OutgoingMessage message) {
        var url = interaction.stillAnswerable(clock.instant());
        if (url.isPresent()) {
            chat.respond(url.get(), message);
        } else {
            chat.dm(interaction.user(), message);
        }
    }
}
