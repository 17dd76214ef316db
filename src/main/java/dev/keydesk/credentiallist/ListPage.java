package dev.keydesk.credentiallist;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.ownership.CredentialText;
import dev.keydesk.ownership.CredentialView;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message of a list of credentials. It holds as many as Slack's limits allow: for the blocks of
 * a message, and for its text, which is complete for screen readers.
 */
final class ListPage {
    /** Slack allows fifty blocks; a title and two blocks at the foot are needed too. */
    private static final int MOST_KEYS = 40;

    /** Slack recommends no more. */
    private static final int LONGEST_TEXT = 4000;

    /** Slack refuses a message with about 13,000 characters in its blocks. */
    private static final int LONGEST_BLOCKS = 10_000;

    private static final int ROOM_FOR_TITLE_AND_FOOT = 500;

    private final Heading heading;
    private final List<CredentialView> keys;
    private final int from;
    private final KeyLine line;
    private final Provenance provenance;
    private final Instant now;

    /**
     * The title and foot of a list.
     *
     * @param oneApp whether all credentials are of the app in the title
     * @param subject the subject of the buttons below the list
     */
    record Heading(String title, boolean oneApp, String subject, String foot) {}

    ListPage(
            Heading heading,
            List<CredentialView> keys,
            int from,
            KeyLine line,
            Provenance provenance,
            Instant now) {
        this.heading = heading;
        this.keys = List.copyOf(keys);
        this.from = Math.min(from, keys.size());
        this.line = line;
        this.provenance = provenance;
        this.now = now;
    }

    private record Written(CredentialView view, String shown, String spoken) {}

    /**
     * Returns where the next message continues; the number of credentials if this is the last one.
     */
    int end() {
        return from + written().size();
    }

    /**
     * Returns the message.
     *
     * @param offersMore whether it has a button for the rest
     */
    OutgoingMessage message(boolean offersMore) {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(section("*%s*%s".formatted(heading.title(), part())));
        var text = new StringBuilder(heading.title()).append(part()).append('.');
        for (var written : written()) {
            blocks.add(line.line(written.shown(), written.view()));
            text.append('\n').append(written.spoken());
        }
        foot(offersMore)
                .ifPresent(block -> {
                    blocks.add(context(heading.foot()));
                    blocks.add(block);
                    text.append('\n').append(heading.foot());
                });
        return new OutgoingMessage(text.toString(), blocks);
    }

    private String part() {
        int end = end();
        return from == 0 && end == keys.size()
                ? ""
                : " (%s to %s of %s)".formatted(from + 1, end, keys.size());
    }

    private Optional<LayoutBlock> foot(boolean offersMore) {
        int left = keys.size() - end();
        if (left > 0 && !offersMore) {
            return Optional.empty();
        }
        var buttons = new ArrayList<Button>();
        if (left > 0) {
            buttons.add(
                    Button.of(
                            KeyLists.MORE,
                            "%s more".formatted(left),
                            "%s %s".formatted(end(), heading.subject())));
        }
        buttons.add(CsvExport.button(heading.subject()));
        return Optional.of(actions("list-foot", buttons.toArray(Button[]::new)));
    }

    private List<Written> written() {
        var page = new ArrayList<Written>();
        int text = ROOM_FOR_TITLE_AND_FOOT;
        int blocks = ROOM_FOR_TITLE_AND_FOOT;
        for (var view : keys.subList(from, keys.size())) {
            var next = write(view);
            text += next.spoken().length() + 1;
            blocks += next.shown().length() + 100;
            boolean full =
                    page.size() == MOST_KEYS || text > LONGEST_TEXT || blocks > LONGEST_BLOCKS;
            // A page without any credential would never come to an end.
            if (full && !page.isEmpty()) {
                break;
            }
            page.add(next);
        }
        return page;
    }

    private Written write(CredentialView view) {
        var app = heading.oneApp() ? "" : CredentialText.app(view.key().app()) + ", ";
        var made = provenance.inWords(view.key());
        var shown =
                heading.oneApp()
                        ? CredentialText.withoutApp(view, now)
                        : CredentialText.withApp(view, now);
        return new Written(
                view,
                "%s\n%s".formatted(shown, made),
                "%s%s %s".formatted(app, CredentialText.spoken(view, now), made));
    }
}
