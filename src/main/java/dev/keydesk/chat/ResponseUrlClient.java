package dev.keydesk.chat;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.WebhookResponse;

import dev.keydesk.chat.ChatFailure.NoAnswer;
import dev.keydesk.chat.ChatFailure.Refused;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Posts to the {@code response_url} of a click or a command: up to five times within 30 minutes,
 * and the only way to change or delete an ephemeral message.
 *
 * <p>It posts only to addresses that Slack made for this workspace or organisation. They come in
 * signed payloads; an address of anybody else gets nothing.
 */
final class ResponseUrlClient {
    private static final String METHOD = "response_url";
    private static final Set<String> SLACK_HOSTS = Set.of("hooks.slack.com", "hooks.slack-gov.com");

    /** Nothing in it can lead elsewhere: no dots, no percent signs, no second slash. */
    private static final Pattern MADE_FOR =
            Pattern.compile("/(?:actions|commands|app)/([A-Z0-9]+)(?:/[A-Za-z0-9_-]+)+");

    private final Slack slack;
    private final URI apiUrl;
    private volatile Optional<SlackIdentity> us = Optional.empty();

    ResponseUrlClient(Slack slack, URI apiUrl) {
        this.slack = slack;
        this.apiUrl = apiUrl;
    }

    /** What a {@code response_url} accepts; null fields are left out. */
    record Answer(
            @Nullable String responseType,
            boolean replaceOriginal,
            boolean deleteOriginal,
            @Nullable String text,
            @Nullable List<LayoutBlock> blocks,
            @Nullable Boolean unfurlLinks,
            @Nullable Boolean unfurlMedia) {

        static Answer ephemeral(OutgoingMessage message) {
            return new Answer(
                    "ephemeral", false, false, message.text(), blocks(message), false, false);
        }

        static Answer deleting() {
            return new Answer(null, false, true, null, null, null, null);
        }

        private static @Nullable List<LayoutBlock> blocks(OutgoingMessage message) {
            return message.blocks().isEmpty() ? null : message.blocks();
        }

        @Override
        public String toString() {
            return "Answer(hidden)";
        }
    }

    void weAre(SlackIdentity slackIdentity) {
        us = Optional.of(slackIdentity);
    }

    /**
     * Returns whether Slack made the address for this workspace: {@code /actions/}, {@code
     * /commands/} or {@code /app/} and the id of the workspace or organisation. False while the
     * bot's identity is unknown.
     */
    boolean isOurs(String responseUrl) {
        return SlackAddress.isIn(responseUrl, SLACK_HOSTS, apiUrl)
                && us.filter(slackIdentity -> names(slackIdentity, responseUrl)).isPresent();
    }

    private static boolean names(SlackIdentity us, String responseUrl) {
        var made = MADE_FOR.matcher(String.valueOf(URI.create(responseUrl).getRawPath()));
        return made.matches()
                && (made.group(1).equals(us.teamId())
                        || us.enterpriseId().filter(made.group(1)::equals).isPresent());
    }

    void send(String responseUrl, Answer answer) {
        if (!SlackAddress.isIn(responseUrl, SLACK_HOSTS, apiUrl)) {
            throw new Refused(METHOD, "not_an_address_of_slack");
        }
        if (us.isEmpty()) {
            throw new NoAnswer(METHOD, false);
        }
        if (!isOurs(responseUrl)) {
            throw new Refused(METHOD, "not_an_address_of_our_workspace");
        }
        String json = GsonFactory.createSnakeCase(slack.getConfig()).toJson(answer);
        try {
            check(slack.send(responseUrl, json));
        } catch (IOException e) {
            throw new NoAnswer(METHOD, NoRetryInterceptor.mayHaveArrived(e), e);
        }
    }

    /** Slack answers with {@code ok} in plain text or in JSON, and explains errors in either. */
    private void check(WebhookResponse response) {
        String body = response.getBody() == null ? "" : response.getBody().strip();
        if (response.getCode() / 100 != 2) {
            var retryAfter = response.getHeaders().get("retry-after");
            throw SlackClient.failure(
                    METHOD,
                    response.getCode(),
                    retryAfter == null ? null : retryAfter.getFirst(),
                    body.startsWith("{") ? parse(body).error : plainError(body));
        }
        if (body.startsWith("{")) {
            var said = parse(body);
            if (!said.ok) {
                throw SlackClient.refusal(METHOD, said.error);
            }
        } else if (!body.equals("ok")) {
            throw new NoAnswer(METHOD, true);
        }
    }

    private static @Nullable String plainError(String body) {
        return body.matches("[a-z_]{2,60}") ? body : null;
    }

    private Said parse(String body) {
        try {
            return GsonFactory.createSnakeCase(slack.getConfig()).fromJson(body, Said.class);
        } catch (JsonParseException e) {
            return new Said(false, null);
        }
    }

    private record Said(boolean ok, @Nullable String error) {}
}
