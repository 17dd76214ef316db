package dev.keydesk.entra;

import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AuthenticationProvider;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Adds the token to a request before anything is sent, so that without a token Entra is not asked.
 *
 * <p>The SDK's own provider silently leaves the header out for a host it does not accept. This one
 * sends the token only to Graph's origin and throws for any other.
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
