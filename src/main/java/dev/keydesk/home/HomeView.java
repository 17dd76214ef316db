package dev.keydesk.home;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.divider;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.home;
import static dev.keydesk.chat.Blocks.image;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.ownership.CredentialView;
import dev.keydesk.request.StatusText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Renders the Home tab; a pure function from facts to blocks. */
final class HomeView {
    /** With the ten newest requests this stays below the hundred blocks that Slack allows. */
    static final int KEYS_ON_A_PAGE = 50;

    private final HomeFacts facts;
    private final Function<CredentialView, LayoutBlock> line;

    /**
     * Creates the view of these facts.
     *
     * @param line renders a credential
     */
    HomeView(HomeFacts facts, Function<CredentialView, LayoutBlock> line) {
        this.facts = facts;
        this.line = line;
    }

    View view() {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header("Client secrets"));
        blocks.add(
                section(
                        "Request a client secret for an app registration in Entra. Somebody else"
                                + " approves it, and you pick it up once."));
        blocks.add(actions("home", Button.of(HomePage.NEW, "New client secret", "new").primary()));
        blocks.add(divider());
        blocks.add(header("Your requests"));
        if (facts.newest().isEmpty()) {
            blocks.add(section("You have no requests yet."));
        }
        facts.newest().forEach(request -> blocks.addAll(lines(request)));
        blocks.add(divider());
        blocks.add(header("Credentials of the apps you look after"));
        blocks.addAll(keys());
        return home(blocks);
    }

    private static List<LayoutBlock> lines(MyRequest request) {
        var details = request.stored().state().details();
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(
                section(
                        "*%s* · %s · “%s”"
                                .formatted(
                                        details.ticket(),
                                        Mrkdwn.escape(details.app().name(), 120),
                                        Mrkdwn.escape(details.description(), 80))));
        blocks.add(context(StatusText.of(request.stored().state()) + gone(request)));
        if (!request.buttons().isEmpty()) {
            blocks.add(
                    actions("home-" + details.ticket(), request.buttons().toArray(Button[]::new)));
        }
        return blocks;
    }

    /** The request was completed; what happened to its secret later is not part of its state. */
    private static String gone(MyRequest request) {
        return request.keyGone()
                .map(at ->
                        " The credential is no longer in Entra, as seen on %s."
                                .formatted(Mrkdwn.date(at)))
                .orElse("");
    }

    private List<LayoutBlock> keys() {
        if (!facts.member()) {
            return List.of(section("Only full members of this organisation can see credentials."));
        }
        if (facts.asOf().isEmpty()) {
            return List.of(
                    section(
                            "The desk has not read the app registrations yet. Please look again in"
                                    + " a few minutes."));
        }
        if (facts.keys().isEmpty()) {
            return List.of(
                    section(facts.missing().map(HomeView::notKnownYet).orElse(NOTHING)),
                    context(freshness()));
        }
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(months());
        blocks.addAll(page());
        blocks.add(further());
        facts.missing().ifPresent(missing -> blocks.add(context(missing)));
        blocks.add(context(freshness() + " " + HOW_TO_SEE_OTHERS));
        return blocks;
    }

    private static String notKnownYet(String missing) {
        return "The desk cannot say yet which apps you look after. " + missing;
    }

    private static final String NOTHING =
            "The desk knows no credential of an app that you look after. You look after an app if"
                + " you own it in Entra, if the desk has made you a credential for it, or if a"
                + " route in keydesk.yml names you. Type `/client-secrets` and the name of an app"
                + " to see its credentials.";

    private static final String HOW_TO_SEE_OTHERS =
            "Type `/client-secrets` and the name of an app to see all its credentials.";

    private String freshness() {
        return facts.asOf()
                .map(at ->
                        facts.stale()
                                ? "*As Entra showed it on %s. Entra could not be read since then.*"
                                        .formatted(Mrkdwn.date(at))
                                : "As Entra showed it on %s.".formatted(Mrkdwn.date(at)))
                .orElse("");
    }

    private LayoutBlock months() {
        var words = facts.expiryChart().inWords();
        return facts.picture().map(at -> image(at, words)).orElseGet(() -> section(words));
    }

    private List<LayoutBlock> page() {
        var blocks = new ArrayList<LayoutBlock>();
        Optional<CredentialView.Group> before = Optional.empty();
        for (var kept : facts.onPage()) {
            if (!before.equals(Optional.of(kept.group()))) {
                blocks.add(section("*%s*".formatted(kept.group().title())));
                before = Optional.of(kept.group());
            }
            blocks.add(line.apply(kept));
        }
        return blocks;
    }

    private LayoutBlock further() {
        var buttons = new ArrayList<Button>();
        if (facts.page() > 0) {
            buttons.add(Button.of(HomePage.BACK, "Back", String.valueOf(facts.page() - 1)));
        }
        int more = facts.keys().size() - (facts.page() + 1) * KEYS_ON_A_PAGE;
        if (more > 0) {
            buttons.add(
                    Button.of(
                            HomePage.MORE,
                            "%s more".formatted(more),
                            String.valueOf(facts.page() + 1)));
        }
        buttons.add(facts.csv());
        return actions("home-further", buttons.toArray(Button[]::new));
    }
}
