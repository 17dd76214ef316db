package dev.keydesk.home;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.divider;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.home;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.request.Headline;
import dev.keydesk.request.Requests;
import dev.keydesk.request.Stored;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/** App Home: a person's own requests, newest first, and the way to a new one. */
public final class HomePage {
    public static final String OPENED = "home-opened";
    public static final String NEW = "home-new-client-secret";

    private static final Logger log = LoggerFactory.getLogger(HomePage.class);
    private static final int MOST = 10;

    private final Requests requests;
    private final Chat chat;

    public HomePage(Requests requests, Chat chat) {
        this.requests = requests;
        this.chat = chat;
    }

    /** Somebody opened the home tab. */
    public Answer opened(Click click) {
        try {
            chat.publishHome(click.by(), view(requests.newestOf(click.by(), MOST)));
        } catch (ChatFailure failure) {
            // The tab is drawn again whenever it is opened.
            log.info("a home tab was not drawn: {}", failure.getMessage());
        }
        return Answer.seen();
    }

    static View view(List<Stored> newest) {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header("Client secrets"));
        blocks.add(
                section(
                        "Ask for a client secret of an app registration in Entra. Somebody else"
                                + " signs it off, and you pick it up once."));
        blocks.add(actions("home", Button.of(NEW, "New client secret", "new").primary()));
        blocks.add(divider());
        blocks.add(header("Your requests"));
        if (newest.isEmpty()) {
            blocks.add(section("You have not asked for anything yet."));
        }
        newest.forEach(stored -> blocks.addAll(lines(stored)));
        return home(blocks);
    }

    private static List<LayoutBlock> lines(Stored stored) {
        var ask = stored.ask();
        return List.of(
                section(
                        "*%s* · %s · “%s”"
                                .formatted(
                                        ask.ticket(),
                                        Mrkdwn.escape(ask.app().name(), 120),
                                        Mrkdwn.escape(ask.description(), 80))),
                context(Headline.of(stored.request())));
    }
}
