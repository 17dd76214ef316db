package dev.keydesk.request;

import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.form;
import static dev.keydesk.chat.Blocks.input;
import static dev.keydesk.chat.Blocks.notice;
import static dev.keydesk.chat.Blocks.option;
import static dev.keydesk.chat.Blocks.placeholder;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.ExternalSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.RadioButtonsElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.entra.AppRegistration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders the request form, and the pages that replace it; pure functions to blocks. */
public final class RequestModal {
    public static final String CALLBACK = "new_client_secret";
    public static final String APP = "app";
    public static final String DESCRIPTION = "description";
    public static final String LIFETIME = "lifetime";
    public static final String REASON = "reason";
    public static final String WAY = "way";

    static final String APP_IS_GONE =
            "Entra says that this app registration no longer exists. Close this and choose another"
                    + " one.";

    private static final String TITLE = "New client secret";
    private static final String RENEWAL = "Renew a client secret";
    private static final int MOST_KEYS_SHOWN = 10;
    private static final int NAME_SHOWN = 80;
    private static final Duration INDEX_IS_OLD = Duration.ofHours(1);

    private final Policy policy;
    private final DeliveryMethods deliveryMethods;

    /** Offers these lifetimes and delivery methods. */
    public RequestModal(Policy policy, DeliveryMethods deliveryMethods) {
        this.policy = policy;
        this.deliveryMethods = deliveryMethods;
    }

    /**
     * The initial values of the form.
     *
     * @param word a text at the top
     * @param renews comes back with the form, whichever app is chosen in it
     * @param replaces the secret that it renews, if that belongs to the chosen app
     * @param description empty if it is blank
     */
    record Filled(
            Optional<String> word,
            String renews,
            Optional<PreviousSecret> replaces,
            String description) {
        static final Filled EMPTY = new Filled(Optional.empty(), "", Optional.empty(), "");
    }

    /**
     * Returns the form.
     *
     * @param chosen the app that is selected initially
     * @param live whether the secrets were read just now, or are what the last scan saw
     * @param indexAsOf when the list of apps was last read completely
     */
    View view(
            Optional<AppRegistration> chosen,
            boolean live,
            Optional<Instant> indexAsOf,
            Instant now,
            Filled filled) {
        var blocks = new ArrayList<LayoutBlock>();
        filled.word().ifPresent(word -> blocks.add(section(word)));
        filled.replaces().ifPresent(old -> blocks.add(section(replaces(old))));
        blocks.add(appSelect(chosen));
        indexAge(indexAsOf, now).ifPresent(blocks::add);
        chosen.ifPresent(app -> blocks.addAll(facts(app, live, indexAsOf, now)));
        blocks.add(description(filled.description()));
        blocks.add(lifetime());
        blocks.add(reason());
        way().ifPresent(blocks::add);
        var title = filled.replaces().isPresent() ? RENEWAL : TITLE;
        return form(CALLBACK, title, "Send request", filled.renews(), blocks);
    }

    private static String replaces(PreviousSecret old) {
        return "The new secret replaces %s. The old one stays until your team removes it; the desk asks the team about that after the new one has been handed over."
                .formatted(old.whichAndEnd());
    }

    /** Returns the page that replaces the form once the request is stored. */
    public static View sent(Ticket ticket) {
        return notice(
                TITLE,
                List.of(
                        section(
                                "Your request *%s* is stored. You get a direct message from the desk with its state, and another one when somebody has decided."
                                        .formatted(ticket)),
                        context("No secret exists yet: it is made when you pick it up.")));
    }

    /** Returns the page that replaces the form if the same request already waits. */
    public static View alreadyAsked(Ticket ticket) {
        return notice(
                TITLE,
                List.of(
                        section(
                                "You have already asked for this: your request *%s* is waiting for a decision, so no second request was made."
                                        .formatted(ticket)),
                        context(
                                "If you need one more secret, give it another description. You can"
                                        + " withdraw the request in the desk's direct message.")));
    }

    /** Returns the page that a person sees instead of the form. */
    public static View cannot(String because) {
        return notice(TITLE, List.of(section(because)));
    }

    /** Returns the app as an option of a list. */
    public static OptionObject appOption(AppRegistration app) {
        return option(Mrkdwn.cut(nameOf(app), 75), app.objectId(), "Client ID " + app.clientId());
    }

    /** Entra has apps without a name, and Slack refuses a whole list with one empty text. */
    private static String nameOf(AppRegistration app) {
        return app.name().isBlank() ? "(no name)" : app.name();
    }

    private static LayoutBlock appSelect(Optional<AppRegistration> chosen) {
        var select =
                ExternalSelectElement.builder()
                        .actionId(APP)
                        .placeholder(placeholder("Name, client ID or object ID"))
                        .minQueryLength(0)
                        .initialOption(chosen.map(RequestModal::appOption).orElse(null))
                        .build();
        var block = input(APP, "App registration", select);
        // Slack sends the choice at once, so that the form can show the existing secrets of the
        // app.
        block.setDispatchAction(true);
        return block;
    }

    private static Optional<LayoutBlock> indexAge(Optional<Instant> asOf, Instant now) {
        if (asOf.isEmpty()) {
            return Optional.of(
                    context(
                            "The list of app registrations is still being read from Entra. If yours"
                                    + " is missing, close this and try again in a minute."));
        }
        return asOf.filter(at -> at.plus(INDEX_IS_OLD).isBefore(now))
                .map(at ->
                        context(
                                "The list of app registrations is from %s; newer ones are missing until Entra answers again."
                                        .formatted(Mrkdwn.date(at))));
    }

    private List<LayoutBlock> facts(
            AppRegistration app, boolean live, Optional<Instant> indexAsOf, Instant now) {
        var keys = LiveSecret.live(app, now);
        var shown = keys.stream().limit(MOST_KEYS_SHOWN).map(LiveSecret::line).toList();
        var more = keys.size() - shown.size();
        var text =
                keys.isEmpty()
                        ? "*%s* has no live client secret."
                                .formatted(Mrkdwn.escape(nameOf(app), NAME_SHOWN))
                        : "*%s* has %s:\n%s%s"
                                .formatted(
                                        Mrkdwn.escape(nameOf(app), NAME_SHOWN),
                                        keys.size() == 1
                                                ? "one live client secret"
                                                : keys.size() + " live client secrets",
                                        String.join("\n", shown),
                                        more > 0 ? "\n… and %s more".formatted(more) : "");
        var facts = new ArrayList<LayoutBlock>();
        facts.add(section(text));
        SecretLimit.warning(app).ifPresent(warning -> facts.add(section(warning)));
        facts.add(
                context(
                        "Approvers: %s. Longest lifetime: %s days.%s"
                                .formatted(
                                        policy.whoDecides(),
                                        policy.lifetimes().getLast(),
                                        live ? "" : ofScan(indexAsOf))));
        return facts;
    }

    private static String ofScan(Optional<Instant> asOf) {
        return asOf.map(at -> " Secrets as seen on %s.".formatted(Mrkdwn.date(at))).orElse("");
    }

    private static LayoutBlock description(String described) {
        return input(
                DESCRIPTION,
                "Description",
                "The name of the secret in Entra. The desk adds the ticket to it.",
                PlainTextInputElement.builder()
                        .actionId(DESCRIPTION)
                        .maxLength(RequestDetails.LONGEST_DESCRIPTION)
                        .placeholder(placeholder("Britive production"))
                        .initialValue(described.isBlank() ? null : described)
                        .build());
    }

    private LayoutBlock lifetime() {
        var options =
                policy.lifetimes().stream()
                        .map(days -> option(days + " days", String.valueOf(days)))
                        .collect(Collectors.toList());
        return input(
                LIFETIME,
                "Expires after",
                "Counted from the moment you pick the secret up.",
                StaticSelectElement.builder()
                        .actionId(LIFETIME)
                        .placeholder(placeholder("Choose a lifetime"))
                        .options(options)
                        .initialOption(
                                options.get(policy.lifetimes().indexOf(policy.usualLifetime())))
                        .build());
    }

    private Optional<LayoutBlock> way() {
        var choices = deliveryMethods.choices();
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                input(
                        WAY,
                        "How to pick it up",
                        "A one-time link opens a page of the desk: for another machine, or for a"
                                + " secret that must not pass through Slack.",
                        RadioButtonsElement.builder()
                                .actionId(WAY)
                                .options(choices)
                                .initialOption(choices.getFirst())
                                .build()));
    }

    private static LayoutBlock reason() {
        return input(
                REASON,
                "Reason",
                "The approvers read this, and it is kept in the audit log. Never paste a secret"
                        + " here.",
                PlainTextInputElement.builder()
                        .actionId(REASON)
                        .multiline(true)
                        .maxLength(RequestDetails.LONGEST_REASON)
                        .build());
    }
}
