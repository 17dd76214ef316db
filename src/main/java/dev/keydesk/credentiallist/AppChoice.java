package dev.keydesk.credentiallist;

import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.ownership.CredentialText;
import dev.keydesk.request.AppRef;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The answer if the typed text fits several apps, or none. */
final class AppChoice {
    private static final int MOST_APPS = 20;
    static final int NEAREST = 5;
    private static final int TYPED_SHOWN = 80;

    private AppChoice() {}

    /** Returns the answer for no app, with similar names. */
    static String ofNone(String typed, List<String> nearest) {
        var near =
                nearest.stream()
                        .map(name -> Mrkdwn.escape(name, TYPED_SHOWN))
                        .collect(Collectors.joining(", "));
        var nothing =
                "The desk shows you no app with the name, client ID or object ID “%s”."
                        .formatted(Mrkdwn.escape(typed, TYPED_SHOWN));
        return near.isEmpty() ? nothing : "%s The nearest names: %s.".formatted(nothing, near);
    }

    /** Returns the answer for several apps, with a button for each. */
    static OutgoingMessage ofSeveral(String typed, List<AppRef> meant) {
        var title = "Several apps fit “%s”".formatted(Mrkdwn.escape(typed, TYPED_SHOWN));
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(section(title + "; which one do you mean?"));
        var shown = meant.stream().limit(MOST_APPS).toList();
        shown.forEach(app -> blocks.add(line(app)));
        boolean more = meant.size() > shown.size();
        if (more) {
            blocks.add(section("There are more; type more of the name to find them."));
        }
        var names = shown.stream().map(CredentialText::app).collect(Collectors.joining(", "));
        return new OutgoingMessage(
                "%s: %s%s. Press Show beside the one you mean."
                        .formatted(title, names, more ? ", and more" : ""),
                blocks);
    }

    private static LayoutBlock line(AppRef app) {
        return section(
                "%s · client ID %s".formatted(CredentialText.app(app), Mrkdwn.code(app.clientId())),
                Button.of(KeyLists.CHOSEN, "Show", app.objectId())
                        .spoken("Show the credentials of " + app.name()));
    }
}
