package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.Fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Slack's Web API: the checks that all methods share, in Slack's order, and then the method's own
 * work.
 */
final class WebApi {
    private final SlackState slackState;
    private final SecretText botToken;
    private final Map<String, ApiMethod> methods;

    WebApi(SlackState slackState, SecretText botToken) {
        this.slackState = slackState;
        this.botToken = botToken;
        var conversations = new Conversations(slackState);
        this.methods =
                Stream.of(
                                new PeopleMethods(slackState).methods(),
                                new UserGroupMethods(slackState).methods(),
                                new ConversationMethods(slackState, conversations).methods(),
                                new ChatMethods(slackState, conversations).methods(),
                                new FileMethods(slackState, conversations).methods(),
                                new ViewMethods(slackState).methods())
                        .flatMap(java.util.List::stream)
                        .collect(
                                HashMap::new,
                                (all, method) -> all.put(method.name(), method),
                                HashMap::putAll);
    }

    SlackHttpAnswer answer(String name, Incoming incoming, Optional<Fault> fault) {
        ObjectNode fields = Json.object();
        try {
            ApiMethod method = methods.get(name);
            if (method == null) {
                throw Refused.unknownMethod(name);
            }
            fields = incoming.arguments(method.input());
            authenticate(incoming, fields);
            scopeAllows(method);
            var wait = slackState.limits.spend(name, method.tier());
            if (wait.isPresent()) {
                return rateLimited(name, fields, fault, wait.get());
            }
            ObjectNode answer = method.work().apply(new ApiRequest(name, fields));
            note(name, fields, Optional.empty(), fault);
            return withScopes(answer);
        } catch (TooFast tooFast) {
            return rateLimited(name, fields, fault, tooFast.pause());
        } catch (Refused refused) {
            note(name, fields, Optional.of(refused.error()), fault);
            slackState.journal.refused(name, refused.error(), refused.explanation());
            return withScopes(refused.answer());
        }
    }

    /** Records a call that met a fault before any work was done. */
    void noteUndone(String name, Incoming incoming, Fault fault) {
        ObjectNode fields;
        try {
            fields = incoming.arguments(ApiMethod.Input.FORM_OR_JSON);
        } catch (Refused _) {
            fields = Json.object();
        }
        note(name, fields, Optional.of("fault"), Optional.of(fault));
    }

    private void authenticate(Incoming incoming, ObjectNode fields) {
        Function<String, Optional<String>> bearer =
                header ->
                        header.startsWith("Bearer ")
                                ? Optional.of(header.substring("Bearer ".length()).strip())
                                : Optional.empty();
        Optional<String> token =
                incoming.authorization().flatMap(bearer).or(() -> Json.text(fields, "token"));
        fields.remove("token");
        String given = token.filter(it -> !it.isBlank()).orElseThrow(WebApi::notAuthed);
        if (!SecretText.of(given).equals(botToken)) {
            throw new Refused("invalid_auth");
        }
    }

    private static Refused notAuthed() {
        return new Refused("not_authed");
    }

    private void scopeAllows(ApiMethod method) {
        Installation installation = slackState.installation.get();
        method.scope()
                .filter(scope -> !installation.scopes().contains(scope))
                .ifPresent(scope -> {
                    throw Refused.missingScope(scope, installation.scopeList());
                });
    }

    private SlackHttpAnswer withScopes(ObjectNode body) {
        return new SlackHttpAnswer(
                200,
                Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "x-oauth-scopes",
                        slackState.installation.get().scopeList()),
                body.toString());
    }

    private SlackHttpAnswer rateLimited(
            String name, ObjectNode fields, Optional<Fault> fault, Duration wait) {
        note(name, fields, Optional.of("ratelimited"), fault);
        slackState.journal.refused(name, "ratelimited", new Refused("ratelimited").explanation());
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return new SlackHttpAnswer(
                429,
                Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "Retry-After",
                        Long.toString(seconds)),
                new Refused("ratelimited").answer().toString());
    }

    private void note(
            String name, ObjectNode fields, Optional<String> error, Optional<Fault> fault) {
        slackState.journal.called(
                new ApiCall(
                        name, fields, error.isEmpty(), error, fault, slackState.clock.instant()));
    }
}
