package dev.keydesk.sandbox.slack;

import static dev.keydesk.sandbox.slack.ApiMethod.ok;
import static dev.keydesk.sandbox.slack.ApiMethod.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.RateLimits.Tier;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The methods {@code views.*}: modals and the Home tab. */
final class ViewMethods {
    private final SlackState slackState;

    ViewMethods(SlackState slackState) {
        this.slackState = slackState;
    }

    List<ApiMethod> methods() {
        return List.of(
                writing("views.open", Optional.empty(), Tier.TIER_4, this::open),
                writing("views.push", Optional.empty(), Tier.TIER_4, this::push),
                writing("views.update", Optional.empty(), Tier.TIER_4, this::update),
                writing("views.publish", Optional.empty(), Tier.TIER_4, this::publish));
    }

    /** A modal that is opened from within a modal is put on top. */
    private ObjectNode open(ApiRequest request) {
        ObjectNode definition = modal(request);
        var trigger = slackState.triggers.exchange(request.required("trigger_id"));
        return answer(
                trigger.viewId().isPresent()
                        ? slackState.views.push(trigger.by(), definition)
                        : slackState.views.open(trigger.by(), definition));
    }

    private ObjectNode push(ApiRequest request) {
        ObjectNode definition = modal(request);
        var trigger = slackState.triggers.exchange(request.required("trigger_id"));
        return answer(slackState.views.push(trigger.by(), definition));
    }

    private ObjectNode update(ApiRequest request) {
        ObjectNode definition = modal(request);
        String id =
                request.text("view_id")
                        .or(() -> request.text("external_id").map(this::idOf))
                        .orElseThrow(() -> Refused.argument("missing required field: view_id"));
        return answer(slackState.views.update(id, request.text("hash"), definition));
    }

    private ObjectNode publish(ApiRequest request) {
        var user = new UserId(request.required("user_id"));
        ObjectNode definition = definition(request, ViewRules::inHome);
        if (!slackState.installation.get().homeTab()) {
            throw new Refused("not_enabled");
        }
        if (slackState.workspace.member(user).isEmpty()) {
            throw Refused.argument(new Flaw("invalid `user_id`", "/user_id").text());
        }
        return answer(slackState.views.publish(user, request.text("hash"), definition));
    }

    private String idOf(String externalId) {
        return slackState
                .views
                .byExternalId(externalId)
                .map(View::id)
                .orElseThrow(() -> new Refused("not_found"));
    }

    private ObjectNode modal(ApiRequest request) {
        return definition(request, ViewRules::inModal);
    }

    private ObjectNode definition(ApiRequest request, Function<JsonNode, List<Flaw>> rules) {
        JsonNode view =
                request.structure("view", "invalid_arguments")
                        .orElseThrow(() -> Refused.argument("missing required field: view"));
        ObjectNode definition = checked(view, rules);
        slackState.pictures.fetch(definition.path("blocks"), "invalid_arguments", "view/blocks");
        return definition;
    }

    /** Checks a view, also one that came with the acknowledgement of another. */
    static ObjectNode checked(JsonNode view, Function<JsonNode, List<Flaw>> rules) {
        if (ViewRules.tooLarge(view)) {
            throw new Refused("view_too_large");
        }
        List<Flaw> flaws = rules.apply(view);
        if (!flaws.isEmpty() || !(view instanceof ObjectNode definition)) {
            throw Refused.flawed("invalid_arguments", flaws);
        }
        return definition;
    }

    private ObjectNode answer(View view) {
        ObjectNode json = Shapes.view(view, slackState.workspace);
        json.putObject("state").putObject("values");
        return ok().set("view", json);
    }
}
