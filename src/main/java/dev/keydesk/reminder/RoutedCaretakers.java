package dev.keydesk.reminder;

import dev.keydesk.board.Addressee;
import dev.keydesk.care.AppOwners;
import dev.keydesk.care.SlackUsers;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.jobs.TryAgain;
import dev.keydesk.removal.Audience;
import dev.keydesk.removal.Caretakers;
import dev.keydesk.request.AppRef;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/** Those who look after an app are those who are reminded of its keys when it presses. */
final class RoutedCaretakers implements Caretakers {
    private static final Logger log = LoggerFactory.getLogger(RoutedCaretakers.class);

    private final Router router;
    private final AppOwners owners;
    private final SlackUsers users;
    private final Addressee others;

    /**
     * Asks these.
     *
     * @param others the channel for all other apps
     */
    RoutedCaretakers(Router router, AppOwners owners, SlackUsers users, Addressee others) {
        this.router = router;
        this.owners = owners;
        this.users = users;
        this.others = others;
    }

    @Override
    public boolean isOwner(UserId who, AppRef app) {
        var all = owners.fresh(app.objectId(), TryAgain::new);
        return users.ask(all, Duration.ofHours(1)).contains(who);
    }

    @Override
    public Audience hears(AppRef app, UserId teller) {
        try {
            return router.of(app)
                    .map(route -> audience(route, teller))
                    .orElseGet(() -> Audience.everybody(others));
        } catch (EntraFailure | ChatFailure untold) {
            log.warn("where {} is told is not found out: {}", app.objectId(), untold.getMessage());
            return Audience.everybody(others);
        }
    }

    private static Audience audience(Route route, UserId teller) {
        var reads = route.when(true);
        var calls =
                route.lookedAfter()
                        .mentions()
                        .filter(mention -> !mention.equals(teller.mention()))
                        .toList();
        return calls.isEmpty()
                ? Audience.everybody(reads)
                : new Audience(reads, LookedAfter.called(calls));
    }
}
