package dev.keydesk.entra;

import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AuthenticationProvider;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Puts the token on a request before anything is sent, so that a token that cannot be had means
 * that Entra was not asked.
 *
 * <p>The SDK's own provider leaves the header out without a word when it does not like the host.
 * This one sends the token to Graph's origin and refuses to ask anywhere else.
 */
final class BearerToken implements AuthenticationProvider {
    private final CachedToken token;
    private final URI graph;

    BearerToken(CachedToken token, URI graph) {
        this.token = token;
        this.graph = graph;
    }

    @Override
    public void authenticateRequest(
            RequestInformation request, @Nullable Map<String, Object> additional) {
        if (!goesToGraph(request)) {
            throw new IllegalStateException("a request to another host than Graph's");
        }
        request.headers.tryAdd("Authorization", "Bearer " + token.bearer());
    }

    private boolean goesToGraph(RequestInformation request) {
        try {
            var to = request.getUri();
            return to != null && ServerOrigin.of(to).equals(ServerOrigin.of(graph));
        } catch (URISyntaxException nowhere) {
            return false;
        }
    }
}
