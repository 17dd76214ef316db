package dev.keydesk.network;

import dev.keydesk.config.SecretText;

import okhttp3.Authenticator;
import okhttp3.Challenge;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Sends the login to the proxy by basic authentication, before the proxy asks.
 *
 * <p>Java's own HTTP client does not do that for HTTPS unless it is allowed for the whole process
 * ({@code jdk.http.auth.tunneling.disabledSchemes}). OkHttp does it for one client.
 */
final class ProxyLogin implements Authenticator {
    private static final String HEADER = "Proxy-Authorization";

    private final Optional<SecretText> login;

    ProxyLogin(Optional<SecretText> login) {
        this.login = login;
    }

    /**
     * @throws ProxyRefusal if the proxy asks for a login that Keydesk does not have
     */
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response asked)
            throws ProxyRefusal {
        // OkHttp calls this once before the proxy asks.
        boolean before =
                asked.challenges().stream()
                        .map(Challenge::scheme)
                        .anyMatch("OkHttp-Preemptive"::equalsIgnoreCase);
        if (before && login.isEmpty()) {
            return null;
        }
        boolean takesLogin =
                before
                        || asked.challenges().stream()
                                .map(Challenge::scheme)
                                .anyMatch("Basic"::equalsIgnoreCase);
        if (login.isEmpty() || !takesLogin || asked.request().header(HEADER) != null) {
            throw new ProxyRefusal(asked.code(), takesLogin, login.isPresent());
        }
        return asked.request().newBuilder().header(HEADER, basic(login.get())).build();
    }

    private static String basic(SecretText login) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(login.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
