package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.Elements.Placed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A person's use of a modal or the Home tab: entering, choosing, submitting, closing. */
final class Forms {
    private static final int LONGEST_TEXT = 3000;

    private final SlackState slackState;
    private final Persons persons;
    private final Payloads payloads;
    private final Deliveries deliveries;
    private final PersonClicks personClicks;

    /**
     * The options that an external menu offers now, by view and action; only those can be chosen.
     */
    private final Map<String, JsonNode> offered = new ConcurrentHashMap<>();

    Forms(
            SlackState slackState,
            Persons persons,
            Payloads payloads,
            Deliveries deliveries,
            PersonClicks personClicks) {
        this.slackState = slackState;
        this.persons = persons;
        this.payloads = payloads;
        this.deliveries = deliveries;
        this.personClicks = personClicks;
    }

    ActionReply click(UserId by, String viewId, String actionId, Optional<String> value) {
        return personClicks.inView(by, top(by, viewId), actionId, value);
    }

    ActionReply fill(UserId by, String viewId, String actionId, String text) {
        persons.acting(by);
        View view = top(by, viewId);
        Placed input = field(view, actionId);
        if (!Entries.valueName(input).equals("value")) {
            throw new NotOnScreen(actionId + " is a " + input.type() + ", not a text field");
        }
        slackState.views.enter(viewId, input, TextNode.valueOf(text));
        return ActionReply.onScreenOnly();
    }

    ActionReply choose(UserId by, String viewId, String actionId, String value) {
        WorkspaceMember member = persons.acting(by);
        View view = top(by, viewId);
        Placed menu = field(view, actionId);
        JsonNode chosen = chosen(view, menu, value);
        slackState.views.enter(viewId, menu, chosen);
        boolean told = !menu.isInput() || menu.block().path("dispatch_action").asBoolean();
        return told
                ? personClicks.chosen(member, top(by, viewId), menu)
                : ActionReply.onScreenOnly();
    }

    List<Choice> suggest(UserId by, String viewId, String actionId, String typed) {
        WorkspaceMember member = persons.acting(by);
        View view = top(by, viewId);
        Placed menu = field(view, actionId);
        if (!menu.type().endsWith("external_select")) {
            throw new NotOnScreen(actionId + " is a " + menu.type() + " and asks for no options");
        }
        if (typed.length() < menu.element().path("min_query_length").asInt(3)) {
            return List.of();
        }
        if (!slackState.installation.get().optionsLoadUrl()) {
            slackState.journal.refused(actionId, "no_options_url", "the manifest names none");
            return List.of();
        }
        var ack = send(payloads.suggestion(member, view, menu, typed));
        try {
            JsonNode options = Acks.options(ack);
            offered.put(key(viewId, actionId), options);
            return Elements.choices(options);
        } catch (Refused refused) {
            slackState.journal.refused(actionId, refused.error(), refused.explanation());
            return List.of();
        }
    }

    ActionReply submit(UserId by, String viewId) {
        WorkspaceMember member = persons.acting(by);
        View view = top(by, viewId);
        if (view.isHome() || !Json.has(view.definition(), "submit")) {
            throw new NotOnScreen("that view has no submit button");
        }
        Map<String, String> missing = missing(view);
        slackState.views.complain(viewId, missing);
        if (!missing.isEmpty()) {
            return ActionReply.notSent(String.join(" ", missing.values()));
        }
        var ack = send(payloads.submission(member, top(by, viewId)));
        try {
            closeAfterClear(member, Acks.submission(ack, view, slackState.views));
            return ack.fine();
        } catch (Refused refused) {
            slackState.journal.refused("view_submission", refused.error(), refused.explanation());
            return ack.trouble("We had some trouble connecting. Try again?");
        }
    }

    ActionReply close(UserId by, String viewId) {
        WorkspaceMember member = persons.acting(by);
        View view = top(by, viewId);
        if (view.isHome()) {
            throw new NotOnScreen("the Home tab cannot be closed");
        }
        if (view.definition().path("clear_on_close").asBoolean()) {
            closeAfterClear(member, slackState.views.clear(by));
            return ActionReply.onScreenOnly();
        }
        slackState.views.close(viewId);
        return view.wantsToKnowOfClosing()
                ? send(payloads.closed(member, view, false)).fine()
                : ActionReply.onScreenOnly();
    }

    private void closeAfterClear(WorkspaceMember member, List<View> cleared) {
        for (View view : cleared) {
            if (view.wantsToKnowOfClosing()) {
                send(payloads.closed(member, view, true));
            }
        }
    }

    private Acknowledged send(ObjectNode payload) {
        return deliveries.send(
                Deliveries.form(Map.of("payload", payload.toString())), Deliveries.FORM, Map.of());
    }

    /** A modal under another one cannot be used, and neither can somebody else's. */
    private View top(UserId by, String viewId) {
        List<View> stack = slackState.views.stack(by);
        Optional<View> modal = stack.isEmpty() ? Optional.empty() : Optional.of(stack.getLast());
        return modal.filter(view -> view.id().equals(viewId))
                .or(() -> slackState.views.home(by).filter(view -> view.id().equals(viewId)))
                .orElseThrow(() -> new NotOnScreen("view " + viewId + " is not on top there"));
    }

    private static Placed field(View view, String actionId) {
        List<Placed> found = Elements.withAction(view.blocks(), actionId);
        if (found.size() != 1) {
            var there = Elements.all(view.blocks()).stream().map(Placed::actionId).toList();
            throw new NotOnScreen(
                    found.size() + " fields are " + actionId + "; there are " + there);
        }
        return found.getFirst();
    }

    private JsonNode chosen(View view, Placed menu, String value) {
        JsonNode one =
                Entries.valueName(menu).startsWith("selected_option")
                        ? option(view, menu, value)
                        : TextNode.valueOf(value);
        if (!Entries.takesMany(menu)) {
            return one;
        }
        return toggled(Entries.value(view.entered(), menu), one);
    }

    /** Choosing a chosen option again removes it, as with a checkbox. */
    private static ArrayNode toggled(JsonNode before, JsonNode one) {
        ArrayNode after = Json.array();
        boolean had = false;
        for (JsonNode chosen : before) {
            if (chosen.equals(one)) {
                had = true;
            } else {
                after.add(chosen);
            }
        }
        return had ? after : after.add(one);
    }

    private JsonNode option(View view, Placed menu, String value) {
        JsonNode options =
                menu.type().endsWith("external_select")
                        ? offered.getOrDefault(key(view.id(), menu.actionId()), Json.object())
                        : menu.element();
        return Elements.option(options, value)
                .orElseThrow(() ->
                        new NotOnScreen(menu.actionId() + " does not offer the value " + value));
    }

    private static String key(String viewId, String actionId) {
        return viewId + " " + actionId;
    }

    /** Returns the errors that Slack itself shows before it calls the bot. */
    private static Map<String, String> missing(View view) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (Placed placed : Elements.all(view.blocks())) {
            if (placed.isInput()) {
                trouble(view, placed).ifPresent(it -> missing.put(placed.blockId(), it));
            }
        }
        return missing;
    }

    private static Optional<String> trouble(View view, Placed input) {
        boolean empty = Entries.isEmpty(view.entered(), input);
        if (empty) {
            return input.block().path("optional").asBoolean()
                    ? Optional.empty()
                    : Optional.of("Please complete this required field.");
        }
        JsonNode value = Entries.value(view.entered(), input);
        if (!value.isTextual() || !input.type().equals("plain_text_input")) {
            return Optional.empty();
        }
        int least = input.element().path("min_length").asInt(0);
        int most = input.element().path("max_length").asInt(LONGEST_TEXT);
        List<String> troubles = new ArrayList<>();
        if (value.asText().length() < least) {
            troubles.add("Please enter at least " + least + " characters.");
        }
        if (value.asText().length() > most) {
            troubles.add("Please enter at most " + most + " characters.");
        }
        return troubles.stream().findFirst();
    }
}
