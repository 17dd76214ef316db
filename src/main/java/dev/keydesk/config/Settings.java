package dev.keydesk.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Everything the operator sets, read once at start. */
public record Settings(Slack slack, Entra entra, Database database, Web web, Path rulesFile) {

    /**
     * Reads the environment variables on the list in {@link SettingsTable}; others, such as those
     * of other Slack apps, play no part.
     *
     * @throws Problems with everything that is missing, malformed, contradictory or misspelt
     */
    public static Settings read(Map<String, String> environment) {
        return new SettingsReader(environment).read();
    }

    /**
     * Only where the database is, for commands of the operator that need nothing else.
     *
     * @throws Problems if that setting needs attention
     */
    public static Database readDatabase(Map<String, String> environment) {
        return new SettingsReader(environment).readDatabase();
    }

    /**
     * Only where the desk listens.
     *
     * @throws Problems if one of those settings needs attention
     */
    public static Web readWeb(Map<String, String> environment) {
        return new SettingsReader(environment).readWeb();
    }

    /** Where Slack is, with a slash at the end, and how the two of us prove who we are. */
    public record Slack(
            SecretText botToken, SecretText signingSecret, URI apiUrl, Network network) {

        /** On a network that needs nothing to be said about it. */
        public Slack(SecretText botToken, SecretText signingSecret, URI apiUrl) {
            this(botToken, signingSecret, apiUrl, Network.open());
        }
    }

    /** Which tenant, as whom, and where Microsoft answers; addresses without a slash at the end. */
    public record Entra(
            String tenantId,
            String clientId,
            Credential credential,
            URI authorityHost,
            URI graphUrl,
            Network network) {

        /** On a network that needs nothing to be said about it but whom to trust. */
        public Entra(
                String tenantId,
                String clientId,
                Credential credential,
                URI authorityHost,
                URI graphUrl,
                Optional<Path> trustStore) {
            this(
                    tenantId,
                    clientId,
                    credential,
                    authorityHost,
                    graphUrl,
                    new Network(Optional.empty(), DirectHosts.onlyThisMachine(), trustStore));
        }
    }

    /**
     * How the desk reaches others.
     *
     * @param direct to whom no proxy leads
     * @param trustStore a PEM file with certificates to trust besides those of Java
     */
    public record Network(Optional<Proxy> proxy, DirectHosts direct, Optional<Path> trustStore) {
        /** Without a proxy and without certificates of one's own. */
        public static Network open() {
            return new Network(Optional.empty(), DirectHosts.onlyThisMachine(), Optional.empty());
        }
    }

    /**
     * The proxy that leads to the world.
     *
     * @param host a name, or an address without brackets
     * @param login user and password, with a colon between, as basic authentication wants them
     */
    public record Proxy(String host, int port, Optional<SecretText> login) {
        /** Its address for people; user and password are not in it. */
        public String shown() {
            return "http://"
                    + (host.contains(":") ? "[" + host + "]" : host)
                    + ":"
                    + port
                    + (login.isPresent() ? ", user and password hidden" : "");
        }
    }

    /** How the desk proves to Entra who it is. The best ones keep no secret of their own. */
    public sealed interface Credential {
        record ClientSecret(SecretText value) implements Credential {}

        /** A PEM file with certificate and private key. */
        record Certificate(Path pem) implements Credential {}

        /**
         * A file that holds a token of another issuer, renewed by the platform (workload identity).
         */
        record FederatedToken(Path file) implements Credential {}

        /** The user-assigned identity of the Azure machine the desk runs on, by its client id. */
        record ManagedIdentity() implements Credential {}

        /** A bearer token as it is; only for a Graph on a loopback address. */
        record FixedToken(SecretText value) implements Credential {}
    }

    /**
     * Where the database is, and whom we are to it; a file asks for neither user nor password.
     *
     * @param trustStore a PEM file with certificates to trust besides those of Java
     */
    public record Database(
            String url,
            Optional<String> user,
            Optional<SecretText> password,
            Optional<Path> trustStore) {
        private static final String SQLITE = "jdbc:sqlite:";

        /** With a server, if it is one, whose certificate Java trusts, or is not asked for one. */
        public Database(String url, Optional<String> user, Optional<SecretText> password) {
            this(url, user, password, Optional.empty());
        }

        public Database(String url) {
            this(url, Optional.empty(), Optional.empty());
        }

        /** The file that is the database; empty if it is none. */
        public Optional<Path> file() {
            return url.startsWith(SQLITE)
                    ? Optional.of(Path.of(url.substring(SQLITE.length())))
                    : Optional.empty();
        }
    }

    /**
     * Where we listen, where people reach us, and which proxies before us are believed when they
     * say who calls.
     */
    public record Web(int port, Optional<URI> publicUrl, TrustedProxies trustedProxies) {}
}
