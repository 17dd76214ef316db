package dev.keydesk.cli;

import dev.keydesk.RuntimeContext;
import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Credential.FixedToken;
import dev.keydesk.config.Settings.Credential.ManagedIdentity;
import dev.keydesk.network.Network;
import dev.keydesk.network.NetworkTrouble;
import dev.keydesk.network.UnreadableTrustStore;
import dev.keydesk.store.Store;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks whether every server that Keydesk depends on can be reached, directly or through the
 * proxy. No request is sent, so the credentials do not matter.
 */
final class NetworkCheck {
    private static final String SLACK = "connection to Slack";
    private static final String SIGN_IN = "connection to sign-in";
    private static final String GRAPH = "connection to Graph";

    private static final String FOR_JAVA = "https.proxyHost";

    private final Settings settings;
    private final RuntimeContext around;
    private final Map<String, String> environment;

    NetworkCheck(Settings settings, RuntimeContext around, Map<String, String> environment) {
        this.settings = settings;
        this.around = around;
        this.environment = environment;
    }

    /** Reads the certificates to trust, which all connections need. */
    static Optional<CheckResult> certificates(Settings settings) {
        try {
            var _ = Network.of(settings.slack().network());
            return Optional.empty();
        } catch (UnreadableTrustStore unreadable) {
            return Optional.of(
                    CheckResult.mendFirst("certificates", String.valueOf(unreadable.getMessage())));
        }
    }

    static List<CheckResult> slackNotTried(String because) {
        return List.of(CheckResult.notTried(SLACK, because));
    }

    static List<CheckResult> entraNotTried(String because) {
        return List.of(
                CheckResult.notTried(SIGN_IN, because), CheckResult.notTried(GRAPH, because));
    }

    CheckResult slack() {
        var network = Network.of(settings.slack().network());
        var to = settings.slack().apiUrl();
        return finding(SLACK, network, to, network.look(to, around.chatTimeouts().call()));
    }

    List<CheckResult> entra() {
        return List.of(signIn(), entra(GRAPH, settings.entra().graphUrl()));
    }

    /** Returns the network path to each server, without a connection. */
    List<String> shown() {
        var network = Network.of(settings.slack().network());
        return Stream.concat(
                        Stream.of(
                                shown(SLACK, network, settings.slack().apiUrl()),
                                shown(SIGN_IN, network, settings.entra().authorityHost()),
                                shown(GRAPH, network, settings.entra().graphUrl())),
                        Store.wayTo(settings.database()).stream()
                                .map(path -> "connection to PostgreSQL: " + path.shown()))
                .toList();
    }

    private String shown(String part, Network network, URI to) {
        return part + ": " + network.pathTo(to).shown() + hint(network, to);
    }

    private CheckResult signIn() {
        return switch (settings.entra().credential()) {
            case ManagedIdentity _ ->
                    CheckResult.ok(SIGN_IN, "this machine's own identity, never through a proxy");
            case FixedToken _ -> CheckResult.ok(SIGN_IN, "not needed: the token is fixed");
            default -> entra(SIGN_IN, settings.entra().authorityHost());
        };
    }

    private CheckResult entra(String part, URI to) {
        var network = Network.of(settings.entra().network());
        return finding(part, network, to, network.look(to, around.entraTimeouts().connect()));
    }

    private CheckResult finding(
            String part, Network network, URI to, Optional<NetworkTrouble> closed) {
        var shown = network.pathTo(to).shown() + hint(network, to);
        return closed.map(trouble -> CheckResult.attention(part, shown + ". " + trouble.sentence()))
                .orElseGet(() -> CheckResult.ok(part, shown));
    }

    /** Returns a hint if a proxy is configured in a way that Keydesk does not use. */
    private String hint(Network network, URI to) {
        if (network.pathTo(to).proxy().isPresent()
                || settings.slack().network().proxy().isPresent()) {
            return "";
        }
        if (System.getProperty(FOR_JAVA) != null) {
            return " (-D" + FOR_JAVA + " does not count; set HTTPS_PROXY)";
        }
        return environment.keySet().stream().anyMatch("HTTP_PROXY"::equalsIgnoreCase)
                ? " (HTTP_PROXY does not count for https; set HTTPS_PROXY)"
                : "";
    }
}
