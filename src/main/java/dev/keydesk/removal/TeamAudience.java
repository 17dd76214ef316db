package dev.keydesk.removal;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.decision.StateButton;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The team of a renewed secret, which is asked what happens to the old one. A card that cannot be
 * posted in its channel goes to the channel for all other apps, and then to the operators, and says
 * why.
 */
final class TeamAudience implements RemovalCard.Audience {
    public static final String PLACE = RemovalMessageKinds.TEAM_CARD;

    private static final Logger log = LoggerFactory.getLogger(TeamAudience.class);

    private final Removals removals;
    private final OwnerLookup owners;
    private final List<StateButton<Removal>> buttons;

    TeamAudience(Removals removals, OwnerLookup owners, List<StateButton<Removal>> buttons) {
        this.removals = removals;
        this.owners = owners;
        this.buttons = buttons;
    }

    @Override
    public String place() {
        return PLACE;
    }

    /** There is nothing to ask once the newer secret is lost, or the old one gone. */
    @Override
    public boolean isTold(Removal removal) {
        return removal.details().isRenewed() && removal.holdsKey();
    }

    @Override
    public Destination destination(Removal removal) {
        return renewal(removal).target().recipient().destination();
    }

    @Override
    public String slot(Removal removal) {
        return "";
    }

    /** Only cards of renewed secrets reach this audience. */
    private static Renewal renewal(Removal removal) {
        return removal.details().renewal().orElseThrow();
    }

    @Override
    public List<Button> buttons(Removal removal) {
        return StateButton.standing(buttons, removal);
    }

    @Override
    public RemovalCard.Content content(Removal removal) {
        var renewal = renewal(removal);
        var key = removal.details().credential();
        var news = RenewalText.news(renewal, key);
        var lines = new ArrayList<String>();
        renewal.target().reason().ifPresent(lines::add);
        lines.add(RenewalText.headline(removal));
        RenewalText.warning(removal, renewal).ifPresent(lines::add);
        if (!buttons(removal).isEmpty()) {
            lines.add(RemovalPermissions.teamInWords(renewal));
        }
        return new RemovalCard.Content(
                "New secret handed over",
                news,
                List.of(),
                lines,
                "%s · %s · secret ID of the old secret %s"
                        .formatted(renewal.ticket(), removal.id(), Mrkdwn.code(key.keyId())),
                "New secret handed over. %s %s".formatted(news, String.join(" ", lines)));
    }

    @Override
    public void refused(Versioned<Removal> stored, boolean posted, String sentence) {
        if (posted) {
            return;
        }
        var target = renewal(stored.state()).target();
        var tried = Stream.concat(target.tried().stream(), Stream.of(target.recipient())).toList();
        owners.fallback(tried)
                .ifPresent(next -> {
                    log.warn("removal={} goes elsewhere: {}", stored.state().id(), sentence);
                    removals.askElsewhere(stored, target.instead(next, sentence));
                });
    }
}
