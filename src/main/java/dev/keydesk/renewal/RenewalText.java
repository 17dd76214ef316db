package dev.keydesk.renewal;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.UserId;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalText;

import java.util.Optional;

/** What the card of an old key says, in Slack's markup. */
final class RenewalText {
    private static final int APP_SHOWN = 80;

    private RenewalText() {}

    static String app(Renewed renewed) {
        var name = renewed.app().name();
        return name.isBlank()
                ? "the app without a name, %s".formatted(renewed.app().clientId())
                : Mrkdwn.escape(name, APP_SHOWN);
    }

    /** What happened to the new key. */
    static String news(Renewed renewed) {
        return "A new client secret for %s was handed over to %s on %s (%s). It begins with %s and ends on %s."
                .formatted(
                        app(renewed),
                        renewed.requester().mention(),
                        Mrkdwn.date(renewed.handedOverAt()),
                        renewed.ticket(),
                        Mrkdwn.code(renewed.made().hint()),
                        Mrkdwn.date(renewed.made().end()));
    }

    /** Where the old one stands. */
    static String headline(Renewal renewal, Optional<Removal> removal) {
        var renewed = renewal.renewed();
        var old = renewed.old();
        return switch (renewal) {
            case Renewal.Open _ when removal.isPresent() ->
                    "The old key is %s. %s"
                            .formatted(old.whichAndEnd(), RemovalText.headline(removal.get()));
            case Renewal.Open _ ->
                    "Remove the old one, %s, once the new one is deployed. The desk does not touch it before somebody says so."
                            .formatted(old.whichAndEnd());
            case Renewal.Kept(_, _, var by, _) ->
                    "%s keeps the old one, %s. Nobody is reminded of it any more.%s"
                            .formatted(
                                    by.mention(),
                                    old.whichAndEnd(),
                                    removal.map(it -> " " + RemovalText.headline(it)).orElse(""));
            case Renewal.TakenBack(_, _, _, var lost) ->
                    "%s, so the old one, %s, stays.%s"
                            .formatted(
                                    whatBecame(lost),
                                    old.whichAndEnd(),
                                    removal.map(it -> " " + RemovalText.headline(it)).orElse(""));
            case Renewal.Gone(_, _, var how, var by, var at) ->
                    switch (how) {
                        case REMOVED ->
                                "The old key, %s, is gone: removed from Entra and read back on %s%s."
                                        .formatted(old.which(), Mrkdwn.date(at), decided(by));
                        case BY_HAND ->
                                "The old key, %s, is gone: on %s it was no longer in Entra."
                                        .formatted(old.which(), Mrkdwn.date(at));
                        case ENDED ->
                                "The old key, %s, ended by itself on %s. Entra still lists it; nothing signs in with it any more."
                                        .formatted(old.which(), Mrkdwn.date(old.end()));
                    };
        };
    }

    private static String whatBecame(Optional<Renewal.TakenBack.Lost> lost) {
        return lost.map(how ->
                        switch (how) {
                            case GONE -> "The new key is no longer in Entra";
                            case ENDED -> "The new key has ended";
                        })
                .orElse("The new key was taken back");
    }

    private static String decided(Optional<UserId> by) {
        return by.map(who -> ", as %s decided".formatted(who.mention())).orElse("");
    }

    /** Only while the old key can still be removed too early. */
    static Optional<String> warning(Renewal renewal) {
        var renewed = renewal.renewed();
        return renewed.confirmed() || !(renewal instanceof Renewal.Open)
                ? Optional.empty()
                : Optional.of(
                        "%s has not said yet that the new one arrived. Find out before you remove the old one."
                                .formatted(renewed.requester().mention()));
    }
}
