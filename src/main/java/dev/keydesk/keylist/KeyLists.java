package dev.keydesk.keylist;

import dev.keydesk.care.Care;
import dev.keydesk.care.Kept;
import dev.keydesk.care.KeyText;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.inbox.Inbox;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.jobs.TryAgain;
import dev.keydesk.keylist.ListPage.Heading;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.IssuedSecrets;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers {@code /client-secrets} with the keys of one app, or of all apps somebody looks after;
 * seen by that person alone.
 *
 * <p>A long list is several messages, one a click: each is stored before it is sent, so that Slack
 * being busy in the middle of it repeats none and loses none.
 */
public final class KeyLists {
    /** Whatever stood behind the command. */
    public static final String ASKED = "list-keys";

    /** An app was chosen among several. */
    public static final String CHOSEN = "list-keys-of";

    /** The rest of a list, from a place on. */
    public static final String MORE = "list-more-keys";

    /** The same without a press, for as long as Slack takes answers. */
    private static final String GOES_ON = "list-goes-on";

    /** Slack takes five answers to a click, and one is kept for a word that it takes longer. */
    private static final int MOST_ANSWERS = 4;

    private static final int MOST_OWNERS = 5;

    /** Other people's searches end within moments. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final String NOT_YET =
            "The desk has not read the app registrations yet. Please try again in a few minutes.";

    private static final String NOT_SEEN =
            "The desk shows you no such app: it is gone, or neither do you look after it, nor does"
                    + " keydesk.yml let you see it.";

    private final Inbox inbox;
    private final Chat chat;
    private final Sight sight;
    private final Care care;
    private final Credentials credentials;
    private final KeyLine line;
    private final IssuedSecrets issued;
    private final InstantSource clock;

    public KeyLists(
            Inbox inbox,
            Chat chat,
            Sight sight,
            Care care,
            Credentials credentials,
            KeyLine line,
            IssuedSecrets issued,
            InstantSource clock) {
        this.inbox = inbox;
        this.chat = chat;
        this.sight = sight;
        this.care = care;
        this.credentials = credentials;
        this.line = line;
        this.issued = issued;
        this.clock = clock;
        inbox.on(ASKED, this::asked);
        inbox.on(CHOSEN, this::chosen);
        inbox.on(MORE, this::more);
        inbox.on(GOES_ON, this::goesOn);
    }

    private Answer asked(Click click) {
        var typed = click.text();
        return seeing(
                click,
                view ->
                        typed.isBlank()
                                ? list(click, view, Wanted.mine(), 0, 1)
                                : search(click, view, typed));
    }

    private Answer chosen(Click click) {
        return seeing(click, view -> list(click, view, new Wanted(click.subject()), 0, 1));
    }

    private Answer more(Click click) {
        return Place.parse(click.subject())
                .map(place ->
                        seeing(click, view -> list(click, view, place.wanted(), place.from(), 1)))
                .orElse(Answer.say(NOT_SEEN));
    }

    private Answer goesOn(Click click) {
        var place = Place.parse(click.subject()).orElseThrow();
        int answers = Integer.parseInt(click.text());
        return seeing(click, view -> list(click, view, place.wanted(), place.from(), answers + 1));
    }

    private interface Look {
        Answer at(Sight.View view);
    }

    private Answer seeing(Click click, Look look) {
        if (credentials.asOf().isEmpty()) {
            return Answer.say(NOT_YET);
        }
        return sight.of(click.by())
                .map(look::at)
                .orElse(Answer.say("Only full members of this organisation can see keys here."));
    }

    private Answer search(Click click, Sight.View view, String typed) {
        try {
            return found(click, view, typed);
        } catch (ComputePool.Full busy) {
            throw new TryAgain(clock.instant().plus(SOON));
        }
    }

    private Answer found(Click click, Sight.View view, String typed) {
        var meant = view.meant(typed);
        return switch (meant.size()) {
            case 0 -> Answer.say(AppChoice.nothing(typed, view.nearest(typed, AppChoice.NEAREST)));
            case 1 -> list(click, view, new Wanted(meant.getFirst().objectId()), 0, 1);
            default -> {
                send(click, AppChoice.among(typed, meant));
                yield Answer.seen();
            }
        };
    }

    private Answer list(Click click, Sight.View view, Wanted wanted, int from, int answers) {
        var now = clock.instant();
        var app = wanted.app().flatMap(view::app);
        if (wanted.app().isPresent() && app.isEmpty()) {
            return Answer.say(NOT_SEEN);
        }
        var keys = app.map(it -> view.of(it, now)).orElseGet(() -> view.mine(now));
        if (keys.isEmpty()) {
            return Answer.say(app.map(KeyLists::without).orElseGet(this::nothing));
        }
        var makers = Makers.of(issued, keys);
        var page = new ListPage(heading(app, wanted, keys), keys, from, line, makers, now);
        boolean isLast = page.end() >= keys.size();
        boolean goesOn = !isLast && answers < MOST_ANSWERS;
        send(click, page.message(!goesOn));
        if (goesOn) {
            inbox.take(next(click, new Place(page.end(), wanted), answers));
        }
        return Answer.seen();
    }

    /** Stored under a name of its own, so that it is sent once however often this is done. */
    private static Click next(Click click, Place place, int answers) {
        var root = click.id().replaceFirst("-list-\\d+$", "");
        return new Click(
                "%s-list-%s".formatted(root, place.from()),
                GOES_ON,
                click.by(),
                place.value(),
                String.valueOf(answers),
                click.channel(),
                click.on(),
                click.view(),
                click.responseUrl(),
                click.at());
    }

    private static String without(AppRef app) {
        return "%s has no keys: neither a client secret nor a certificate."
                .formatted(KeyText.app(app));
    }

    private String nothing() {
        return care.ownersNotKnownYet()
                .map(missing -> "The desk cannot say yet which apps you look after. " + missing)
                .orElse(NOTHING_TO_LOOK_AFTER);
    }

    private static final String NOTHING_TO_LOOK_AFTER =
            "The desk knows no key of an app that you look after. You look after an app if you own"
                    + " it in Entra, if the desk has made you a key for it, or if a route in"
                    + " keydesk.yml calls you. With the name of an app behind the command you see"
                    + " the keys of that one.";

    private Heading heading(Optional<AppRef> app, Wanted wanted, List<Kept> keys) {
        var count = keys.size() == 1 ? "one key" : "%s keys".formatted(keys.size());
        var title =
                app.map(it -> "%s has %s".formatted(KeyText.app(it), count))
                        .orElseGet(() -> "The apps you look after have " + count);
        return new Heading(title, app.isPresent(), wanted.value(), foot(app));
    }

    private String foot(Optional<AppRef> app) {
        var asOf =
                credentials
                        .asOf()
                        .map(at -> "As Entra showed it on %s.".formatted(Mrkdwn.date(at)))
                        .orElse("");
        return app.map(it -> ids(it) + owners(it) + asOf)
                .orElseGet(() -> care.ownersNotKnownYet().map(it -> it + " ").orElse("") + asOf);
    }

    private static String ids(AppRef app) {
        return "Client ID %s, object ID %s. "
                .formatted(Mrkdwn.code(app.clientId()), Mrkdwn.code(app.objectId()));
    }

    private String owners(AppRef app) {
        var owners = care.ownersOf(app.objectId());
        return owners.isEmpty()
                ? ""
                : "Owners in Entra: %s. "
                        .formatted(
                                owners.stream()
                                        .limit(MOST_OWNERS)
                                        .map(mail -> Mrkdwn.escape(mail, 60))
                                        .collect(Collectors.joining(", ")));
    }

    private void send(Click click, Message message) {
        var url = click.stillAnswerable(clock.instant());
        if (url.isPresent()) {
            chat.respond(url.get(), message);
        } else {
            chat.dm(click.by(), message);
        }
    }
}
