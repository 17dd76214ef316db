package dev.keydesk.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.service.builtin.oauth.view.default_impl.OAuthDefaultInstallPageRenderer;
import com.slack.api.bolt.service.builtin.oauth.view.default_impl.OAuthDefaultRedirectUriPageRenderer;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.SlackIdentity;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates the Bolt app that finds the handler of a request.
 *
 * <p>Bolt's own middleware is left out. Its signature check is weaker than the gate's. Its
 * authorization calls auth.test, caches a failure for ten minutes and refuses everybody meanwhile,
 * and replaces the person's team by the bot's; the gate has checked that team. Its filter for the
 * bot's own events calls bots.info, and Keydesk subscribes to no event that a bot causes.
 *
 * <p>Bolt gets no token. Only {@code chat} posts to Slack, and Bolt's contexts print their token.
 */
public final class BoltApp {
    private BoltApp() {}

    /** Returns an app without handlers; {@code us} supplies the bot's identity from memory. */
    public static App create(Chat chat, Supplier<Optional<SlackIdentity>> us) {
        return new App(config(chat), List.of(new Introduction(us))).start();
    }

    /**
     * Every field is set, because Bolt fills the others from the environment: SLACK_CLIENT_ID and
     * SLACK_CLIENT_SECRET alone, which a bot for Azure may well have, would turn it into an app for
     * many workspaces that refuses this one.
     */
    @SuppressWarnings("deprecation") // Old fields read the environment as well.
    static AppConfig config(Chat chat) {
        var sdk = chat.sdk();
        return AppConfig.builder()
                .slack(sdk)
                .executorServiceProvider(sdk.getConfig().getExecutorServiceProvider())
                .threadPoolSize(1)
                .singleTeamBotToken(null)
                .signingSecret(null)
                .verificationToken(null)
                .clientId(null)
                .clientSecret(null)
                .redirectUri(null)
                .scope(null)
                .userScope(null)
                .appPath(null)
                .oAuthInstallPathEnabled(false)
                .oAuthStartEnabled(false)
                .oAuthRedirectUriPathEnabled(false)
                .oAuthCallbackEnabled(false)
                .openIDConnectEnabled(false)
                .oAuthInstallPageRenderingEnabled(false)
                .oAuthInstallPageRenderer(new OAuthDefaultInstallPageRenderer())
                .oAuthRedirectUriPageRenderer(new OAuthDefaultRedirectUriPageRenderer())
                .oauthInstallPath("start")
                .oauthStartPath("start")
                .oauthRedirectUriPath("callback")
                .oauthCallbackPath("callback")
                .oauthCancellationUrl(null)
                .oauthCompletionUrl(null)
                .stateValidationEnabled(true)
                .classicAppPermissionsEnabled(false)
                .alwaysRequestUserTokenNeeded(false)
                .tokenRotationExpirationMillis(0)
                .authTestCacheEnabled(true)
                .authTestCacheExpirationMillis(-1)
                .appInitializersEnabled(false)
                .sslCheckEnabled(false)
                .requestVerificationEnabled(false)
                .ignoringSelfEventsEnabled(false)
                .ignoringSelfAssistantMessageEventsEnabled(false)
                .subtypedMessageEventsAutoAckEnabled(true)
                .allEventsApiAutoAckEnabled(true)
                .attachingFunctionTokenEnabled(false)
                // This status tells the gate that no handler took the request, and the gate tells
                // the person.
                .unmatchedRequestHandler(_ -> Response.error(SlackGate.NOBODY_TOOK_IT))
                .build();
    }

    /** Gives each handler the bot's identity from memory; Slack is not asked. */
    @SuppressWarnings("rawtypes") // Bolt's interface is raw.
    private record Introduction(Supplier<Optional<SlackIdentity>> us) implements Middleware {
        @Override
        public Response apply(Request request, Response response, MiddlewareChain chain)
                throws Exception {
            us.get()
                    .ifPresent(slackIdentity -> {
                        var context = request.getContext();
                        context.setTeamId(slackIdentity.teamId());
                        context.setEnterpriseId(slackIdentity.enterpriseId().orElse(null));
                        context.setBotUserId(slackIdentity.botUser().value());
                        context.setBotId(slackIdentity.botId());
                    });
            return chain.next(request);
        }
    }
}
