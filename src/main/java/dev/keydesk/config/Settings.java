package dev.keydesk.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** All settings of the operator, read once at the start. */
public record Settings(Slack slack, Entra entra, Database database, Web web, Path rulesFile) {

    /**
     * Reads the environment variables that {@link SettingsTable} lists; others, such as those of
     * other Slack apps, are ignored.
     *
     * @throws Problems with everything that is missing, malformed, contradictory or misspelt
     */
    public static Settings read(Map<String, String> environment) {
        return new SettingsReader(environment).read();
    }

    /**
     * Reads only the settings of the database, for commands that need nothing else.
     *
     * @throws Problems if one of them needs attention
     */
    public static Database readDatabase(Map<String, String> environment) {
        return new SettingsReader(environment).readDatabase();
    }

    /**
     * Reads only the settings of the web server.
     *
     * @throws Problems if one of them needs attention
     */
    public static Web readWeb(Map<String, String> environment) {
        return new SettingsReader(environment).readWeb();
    }

    /**
     * The address of Slack's API, with a slash at the end, the bot token, and the secret that Slack
     * signs its requests with.
     */
    public record Slack(
            SecretText botToken, SecretText signingSecret, URI apiUrl, Network network) {

        /** Uses a network without a proxy and without extra certificates. */
        public Slack(SecretText botToken, SecretText signingSecret, URI apiUrl) {
            this(botToken, signingSecret, apiUrl, Network.open());
        }
    }

    /**
     * The tenant, the identity to sign in with, and Microsoft's addresses, without a slash at the
     * end.
     */
    public record Entra(
            String tenantId,
            String clientId,
            Credential credential,
            URI authorityHost,
            URI graphUrl,
            Network network) {

        /** Uses a network without a proxy. */
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
     * How other servers are reached.
     *
     * @param direct the hosts that are reached without the proxy
     * @param trustStore a PEM file with certificates to trust besides those of Java
     */
    public record Network(Optional<Proxy> proxy, DirectHosts direct, Optional<Path> trustStore) {
        /** Returns a network without a proxy and without extra certificates. */
        public static Network open() {
            return new Network(Optional.empty(), DirectHosts.onlyThisMachine(), Optional.empty());
        }
    }

    /**
     * The proxy for outgoing calls.
     *
     * @param host a name, or an address without brackets
     * @param login user and password with a colon between, as basic authentication wants them
     */
    public record Proxy(String host, int port, Optional<SecretText> login) {
        /** Returns its address without user and password, for messages. */
        public String shown() {
            return "http://"
                    + (host.contains(":") ? "[" + host + "]" : host)
                    + ":"
                    + port
                    + (login.isPresent() ? ", user and password hidden" : "");
        }
    }

    /** How Keydesk proves its identity to Entra. */
    public sealed interface Credential {
        /** A client secret of the app registration. */
        record ClientSecret(SecretText value) implements Credential {}

        /** A PEM file with certificate and private key. */
        record Certificate(Path pem) implements Credential {}

        /**
         * A file that holds a token of another issuer, renewed by the platform (workload identity).
         */
        record FederatedToken(Path file) implements Credential {}

        /**
         * The user-assigned managed identity, by its client id, of the Azure machine that Keydesk
         * runs on.
         */
        record ManagedIdentity() implements Credential {}

        /** A fixed bearer token; only for a Graph on a loopback address. */
        record FixedToken(SecretText value) implements Credential {}
    }

    /**
     * The JDBC address of the database, and the login; an SQLite file needs no login.
     *
     * @param trustStore a PEM file with certificates to trust besides those of Java
     */
    public record Database(
            String url,
            Optional<String> user,
            Optional<SecretText> password,
            Optional<Path> trustStore) {
        private static final String SQLITE = "jdbc:sqlite:";

        /** Trusts Java's certificates only. */
        public Database(String url, Optional<String> user, Optional<SecretText> password) {
            this(url, user, password, Optional.empty());
        }

        /** Needs no login. */
        public Database(String url) {
            this(url, Optional.empty(), Optional.empty());
        }

        /** Returns the SQLite file; empty for another database. */
        public Optional<Path> file() {
            return url.startsWith(SQLITE)
                    ? Optional.of(Path.of(url.substring(SQLITE.length())))
                    : Optional.empty();
        }
    }

    /**
     * The port to listen on, the public address, and the proxies whose word about the caller's
     * address is believed.
     */
    public record Web(int port, Optional<URI> publicUrl, TrustedProxies trustedProxies) {}
}
