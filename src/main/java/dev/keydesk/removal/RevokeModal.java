package dev.keydesk.removal;

import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.form;
import static dev.keydesk.chat.Blocks.input;
import static dev.keydesk.chat.Blocks.notice;
import static dev.keydesk.chat.Blocks.option;
import static dev.keydesk.chat.Blocks.placeholder;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionGroupObject;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.CheckboxesElement;
import com.slack.api.model.block.element.ExternalSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.expiry.Credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders the form for a leaked secret; pure functions to blocks. */
public final class RevokeModal {
    public static final String CALLBACK = "revoke_key";
    public static final String APP = "revoke_app";
    public static final String WORDS = "revoke_words";
    public static final String NEW = "revoke_new";

    /** The value of the only checkbox. */
    public static final String NEW_TOO = "new";

    static final int LONGEST = 500;

    private static final String TITLE = "A secret has leaked";

    /** Slack allows so many options in a group, and so many groups. */
    private static final int MOST_OPTIONS = 100;

    private RevokeModal() {}

    /** The part of the form below the app. */
    sealed interface Below {
        /**
         * No app is chosen.
         *
         * @param word the reason, for a person who typed one
         */
        record Nothing(Optional<String> word) implements Below {}

        /** The app was chosen, and its secrets are being read. */
        record Reading() implements Below {}

        /** These can be revoked; at least one. */
        record Keys(String objectId, List<Credential.Key> keys) implements Below {}

        /** The person may revoke none. */
        record None(String because) implements Below {}
    }

    /**
     * Returns the form.
     *
     * @param chosen the app that is selected initially
     */
    static View view(Optional<OptionObject> chosen, Below below) {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(appSelect(chosen));
        switch (below) {
            case Below.Nothing(var word) -> {
                word.ifPresent(said -> blocks.addFirst(section(said)));
                blocks.add(
                        context(
                                "If yours is not in the list, close this and type its name or"
                                    + " client ID after the command, such as `/new-client-secret"
                                    + " revoke payroll-api`."));
            }
            case Below.Reading() -> blocks.add(context("Its client secrets are being read …"));
            case Below.None(var because) -> blocks.add(section(because));
            case Below.Keys(var objectId, var keys) -> blocks.add(keySelect(objectId, keys));
        }
        blocks.add(words());
        blocks.add(newToo());
        blocks.add(
                section(
                        "*The secret is removed from Entra at once. %s* The approvers and the team of the app are told, with your name."
                                .formatted(RemovalText.BREAKS)));
        return form(CALLBACK, TITLE, "Remove it now", "", blocks);
    }

    /** Returns the page that replaces the form once it was submitted. */
    public static View sent() {
        return notice(
                TITLE,
                List.of(
                        section(
                                "Your report is stored. The desk checks whether you may revoke the"
                                        + " secret, and then removes it at once. You get a direct"
                                        + " message with the result.")));
    }

    private static LayoutBlock appSelect(Optional<OptionObject> chosen) {
        var block =
                input(
                        APP,
                        "App registration",
                        ExternalSelectElement.builder()
                                .actionId(APP)
                                .placeholder(placeholder("Name, client ID or object ID"))
                                .minQueryLength(0)
                                .initialOption(chosen.orElse(null))
                                .build());
        // Slack sends the choice at once, so that the form can show the app's secrets.
        block.setDispatchAction(true);
        return block;
    }

    /**
     * Returns the name of the field with the secrets of that app. Slack keeps the choice of a field
     * with the same name, even if another app was chosen since.
     */
    public static String keyField(String objectId) {
        return "revoke_which-" + objectId;
    }

    private static LayoutBlock keySelect(String objectId, List<Credential.Key> keys) {
        var field = keyField(objectId);
        var options = keys.stream().map(RevokeModal::keyOption).toList();
        var select =
                StaticSelectElement.builder()
                        .actionId(field)
                        .placeholder(placeholder("Choose the secret that leaked"));
        return input(
                field,
                "Client secret",
                options.size() <= MOST_OPTIONS
                        ? select.options(options).build()
                        : select.optionGroups(groups(options)).build());
    }

    private static List<OptionGroupObject> groups(List<OptionObject> options) {
        var groups = new ArrayList<OptionGroupObject>();
        for (int from = 0; from < options.size(); from += MOST_OPTIONS) {
            int to = Math.min(from + MOST_OPTIONS, options.size());
            groups.add(
                    OptionGroupObject.builder()
                            .label(placeholder("%s to %s".formatted(from + 1, to)))
                            .options(options.subList(from, to))
                            .build());
        }
        return groups;
    }

    private static OptionObject keyOption(Credential.Key key) {
        return option(
                "%s%s"
                        .formatted(
                                key.hint().map(hint -> Mrkdwn.cut(hint, 8) + "… ").orElse(""),
                                key.name().filter(given -> !given.isBlank()).orElse("(no name)")),
                key.keyId(),
                "%s, ID %s"
                        .formatted(
                                key.neverExpires()
                                        ? "never expires"
                                        : "expires " + key.end().toString().substring(0, 10),
                                key.keyId()));
    }

    private static LayoutBlock words() {
        return input(
                WORDS,
                "What happened",
                "Everybody who is told reads this, and it is kept in the audit log. Never paste a"
                        + " secret here.",
                PlainTextInputElement.builder()
                        .actionId(WORDS)
                        .multiline(true)
                        .maxLength(LONGEST)
                        .build());
    }

    private static InputBlock newToo() {
        var block =
                input(
                        NEW,
                        "A new one",
                        "An ordinary request for the same app, which somebody has to approve.",
                        CheckboxesElement.builder()
                                .actionId(NEW)
                                .options(
                                        List.of(
                                                option(
                                                        "Ask for a new one at the same time",
                                                        NEW_TOO)))
                                .build());
        block.setOptional(true);
        return block;
    }
}
