package dev.keydesk.chat;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.model.view.View;
import com.slack.api.util.http.SlackHttpClient;
import com.slack.api.util.json.GsonFactory;

import dev.keydesk.chat.ChatFailure.Busy;
import dev.keydesk.chat.ChatFailure.NoAnswer;
import dev.keydesk.chat.ChatFailure.Refused;
import dev.keydesk.config.Settings;
import dev.keydesk.network.Network;

import okhttp3.ConnectionPool;
import okhttp3.FormBody;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The client of Slack's Web API: one configuration and one connection pool for the whole process,
 * because each further one of the SDK's starts threads that never end. Every answer that is not a
 * success becomes a {@link ChatFailure}.
 */
final class SlackClient implements AutoCloseable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CONNECTIONS_KEPT = 50;
    private static final Gson JSON = GsonFactory.createSnakeCase();

    private final Slack patient;
    private final Slack quick;
    private final OkHttpClient http;
    private final String token;

    SlackClient(Settings.Slack settings, ChatTimeouts timeouts, List<Interceptor> onTheWay) {
        var config = config(settings.apiUrl(), timeouts.call());
        var builder =
                Network.of(settings.network())
                        .applyTo(SlackHttpClient.buildOkHttpClient(config).newBuilder())
                        .addInterceptor(new NoRetryInterceptor())
                        .connectionPool(kept());
        onTheWay.forEach(builder::addInterceptor);
        this.http = builder.build();
        this.patient = slack(config, http);
        this.quick = slack(config, http.newBuilder().callTimeout(timeouts.views()).build());
        this.token = settings.botToken().reveal();
    }

    /** OkHttp keeps five, so of fifty people at once most would wait for a handshake each time. */
    private static ConnectionPool kept() {
        return new ConnectionPool(CONNECTIONS_KEPT, 5, TimeUnit.MINUTES);
    }

    private static SlackConfig config(URI apiUrl, Duration callTimeout) {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(withSlash(apiUrl));
        config.setHttpClientCallTimeoutMillis(Math.toIntExact(callTimeout.toMillis()));
        config.setExecutorServiceProvider(new VirtualThreads());
        // Left on, each client asks {@code auth.test} for itself, and five metrics threads run for
        // ever.
        config.setStatsEnabled(false);
        // The default listeners log whole requests and answers at DEBUG, secrets included.
        config.getHttpClientResponseHandlers().clear();
        // The SDK reads HTTP_PROXY from the environment but not NO_PROXY.
        config.setProxyUrl(null);
        return config;
    }

    /** A Slack object without an HTTP client of its own ignores the configuration. */
    private static Slack slack(SlackConfig config, OkHttpClient http) {
        return Slack.getInstance(config, new SlackHttpClient(http));
    }

    private static String withSlash(URI url) {
        return url.toString().endsWith("/") ? url.toString() : url + "/";
    }

    /** Sends a view while Slack waits for an acknowledgement, in as few steps as the SDK allows. */
    ViewAnswer show(String method, UnaryOperator<FormBody.Builder> of, View view)
            throws IOException, SlackApiException {
        var json = JSON.toJson(view);
        return quick.methods()
                .postFormWithTokenAndParseResponse(
                        form -> of.apply(form).add("view", json), method, token, ViewAnswer.class);
    }

    /** Sends a call whose answer the SDK would read in many more steps than needed. */
    <T extends SlackAnswer> T send(String method, FormBody.Builder form, Class<T> answer) {
        return ask(
                method,
                () ->
                        patient.methods()
                                .postFormWithTokenAndParseResponse(
                                        _ -> form, method, token, answer));
    }

    /**
     * Uploads the bytes of a file to the address that Slack gave, without a token and without JSON.
     */
    void bring(String method, String address, byte[] bytes) {
        var body = RequestBody.create(bytes, MediaType.get("application/octet-stream"));
        var request = new Request.Builder().url(address).post(body).build();
        try (var answer = http.newCall(request).execute()) {
            if (!answer.isSuccessful()) {
                throw failure(method, answer.code(), answer.header("Retry-After"), null);
            }
        } catch (IOException e) {
            throw new NoAnswer(method, NoRetryInterceptor.mayHaveArrived(e), e);
        }
    }

    MethodsClient patient() {
        return patient.methods(token);
    }

    Slack sdk() {
        return patient;
    }

    /** One call of the Web API. */
    interface Call<T> {
        T send() throws IOException, SlackApiException;
    }

    static <T extends SlackApiTextResponse> T ask(String method, Call<T> call) {
        T answer;
        try {
            answer = call.send();
        } catch (SlackApiException e) {
            var error = e.getError() == null ? null : e.getError().getError();
            throw failure(
                    method, e.getResponse().code(), e.getResponse().header("Retry-After"), error);
        } catch (IOException e) {
            throw new NoAnswer(method, NoRetryInterceptor.mayHaveArrived(e), e);
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            // Gson met an HTML page, or nothing. Its message quotes what it met, so it is dropped
            // here.
            throw new NoAnswer(method, true);
        }
        if (!answer.isOk()) {
            throw refusal(method, answer.getError());
        }
        return answer;
    }

    /** Returns what an HTTP status other than 2xx means. */
    static ChatFailure failure(
            String method, int status, @Nullable String retryAfter, @Nullable String error) {
        if (status == TOO_MANY_REQUESTS) {
            return new Busy(method, seconds(retryAfter));
        }
        if (status >= 400 && status < 500) {
            return refusal(method, error == null ? "http_" + status : error);
        }
        return new NoAnswer(method, true);
    }

    static ChatFailure refusal(String method, @Nullable String error) {
        if (error == null) {
            return new NoAnswer(method, true);
        }
        return switch (error) {
            case "ratelimited", "rate_limited" -> new Busy(method, Optional.empty());
            // Slack sends these errors with status 200 where others send a 5xx.
            case "internal_error", "fatal_error", "service_unavailable", "request_timeout" ->
                    new NoAnswer(method, true);
            default -> new Refused(method, error);
        };
    }

    private static Optional<Duration> seconds(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
                : Optional.empty();
    }

    @Override
    public void close() {
        try {
            quick.getHttpClient().close();
            patient.close();
        } catch (Exception e) {
            throw new IllegalStateException("the connections to Slack could not be closed", e);
        }
    }
}
