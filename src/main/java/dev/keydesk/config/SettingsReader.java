package dev.keydesk.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Turns the environment into {@link Settings}, or reports all problems. */
final class SettingsReader {
    private static final String PREFIX = "KEYDESK_";

    private final Map<String, String> environment;
    private final SignInMethod signIn;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
        this.signIn = new SignInMethod(environment);
    }

    Settings read() {
        for (var setting : Setting.values()) {
            setting.problemIn(environment).ifPresent(problems::add);
        }
        signIn.problem().ifPresent(problems::add);
        examineGraphToken();
        examineDatabase();
        examineUnknownNames();
        refuseProblems();
        return new Settings(slack(), entra(), database(), web(), path(Setting.KEYDESK_CONFIG));
    }

    Settings.Database readDatabase() {
        examineDatabase();
        refuseProblemsOf(
                Setting.KEYDESK_DATABASE_URL,
                Setting.KEYDESK_DATABASE_USER,
                Setting.KEYDESK_DATABASE_PASSWORD,
                Setting.KEYDESK_TRUST_STORE);
        return database();
    }

    Settings.Web readWeb() {
        refuseProblemsOf(Setting.PORT, Setting.KEYDESK_PUBLIC_URL, Setting.KEYDESK_TRUSTED_PROXIES);
        return web();
    }

    private void refuseProblemsOf(Setting... wanted) {
        for (var setting : wanted) {
            setting.problemIn(environment).ifPresent(problems::add);
        }
        refuseProblems();
    }

    private void refuseProblems() {
        if (problems.isEmpty()) {
            return;
        }
        long passing =
                Arrays.stream(Setting.values())
                        .filter(setting -> setting.problemMayPass(environment))
                        .count();
        throw Problems.inSettings(problems, passing == problems.size());
    }

    private void examineGraphToken() {
        boolean staysHere =
                address(Setting.KEYDESK_GRAPH_URL).filter(WebAddress::isOnThisMachine).isPresent();
        if (Setting.KEYDESK_GRAPH_TOKEN.writtenIn(environment).isPresent() && !staysHere) {
            problems.add(
                    "KEYDESK_GRAPH_TOKEN is accepted only while KEYDESK_GRAPH_URL is on this"
                            + " machine (localhost, 127.0.0.1 or [::1]). Take the token out and"
                            + " sign in another way.");
        }
    }

    /**
     * An SQLite file would ignore both settings, and the operator would believe it is protected.
     */
    private void examineDatabase() {
        var url = text(Setting.KEYDESK_DATABASE_URL);
        boolean isServer = url.startsWith("jdbc:postgresql:");
        boolean isFile = url.startsWith("jdbc:sqlite:");
        boolean hasUser = Setting.KEYDESK_DATABASE_USER.writtenIn(environment).isPresent();
        boolean hasPassword = Setting.KEYDESK_DATABASE_PASSWORD.writtenIn(environment).isPresent();
        if (isServer && !hasUser) {
            problems.add(
                    "KEYDESK_DATABASE_USER is missing. PostgreSQL needs a user name; use a user"
                            + " that owns the database.");
        }
        if (isFile && (hasUser || hasPassword)) {
            problems.add(
                    "KEYDESK_DATABASE_USER and KEYDESK_DATABASE_PASSWORD are for PostgreSQL, and"
                            + " KEYDESK_DATABASE_URL names a file. Remove them, or write "
                            + PostgresAddress.EXAMPLE
                            + ".");
        }
    }

    private void examineUnknownNames() {
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.toUpperCase(Locale.ROOT).startsWith(PREFIX)
                    && !Setting.names().contains(name)
                    && !ServiceLinks.isOne(name, environment.getOrDefault(name, ""))) {
                problems.add(unknown(name));
            }
        }
    }

    /**
     * Says nothing about the value, which may be a secret in the wrong place; a PIN has four
     * digits.
     */
    private static String unknown(String name) {
        return name
                + " is not a setting. "
                + meant(name)
                        .map(known -> "Did you mean " + known + "?")
                        .orElse("Take it out; the README lists all settings.");
    }

    /** Compares without the prefix, so that KEYDESK_PORT finds PORT. */
    private static Optional<String> meant(String name) {
        String bare = withoutPrefix(name.toUpperCase(Locale.ROOT));
        return Nearest.closest(
                        bare, Setting.names().stream().map(SettingsReader::withoutPrefix).toList())
                .flatMap(near ->
                        Setting.names().stream()
                                .filter(known -> withoutPrefix(known).equals(near))
                                .findFirst());
    }

    private static String withoutPrefix(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    private Settings.Slack slack() {
        return new Settings.Slack(
                SecretText.of(text(Setting.SLACK_BOT_TOKEN)),
                SecretText.of(text(Setting.SLACK_SIGNING_SECRET)),
                address(Setting.KEYDESK_SLACK_API_URL).orElseThrow().withSlash(),
                network());
    }

    private Settings.Entra entra() {
        return new Settings.Entra(
                text(Setting.AZURE_TENANT_ID).toLowerCase(Locale.ROOT),
                text(Setting.AZURE_CLIENT_ID).toLowerCase(Locale.ROOT),
                signIn.credential(),
                base(Setting.AZURE_AUTHORITY_HOST),
                base(Setting.KEYDESK_GRAPH_URL),
                network());
    }

    private Settings.Network network() {
        return new Settings.Network(
                Setting.HTTPS_PROXY.valueIn(environment).flatMap(ProxyAddress::of),
                Setting.NO_PROXY
                        .valueIn(environment)
                        .map(DirectHosts::of)
                        .orElseGet(DirectHosts::onlyThisMachine),
                trustStore());
    }

    private Optional<Path> trustStore() {
        return Setting.KEYDESK_TRUST_STORE.valueIn(environment).map(Path::of);
    }

    private Settings.Database database() {
        return new Settings.Database(
                text(Setting.KEYDESK_DATABASE_URL),
                Setting.KEYDESK_DATABASE_USER.valueIn(environment),
                Setting.KEYDESK_DATABASE_PASSWORD.valueIn(environment).map(SecretText::of),
                trustStore());
    }

    private Settings.Web web() {
        return new Settings.Web(
                Integer.parseInt(text(Setting.PORT)),
                address(Setting.KEYDESK_PUBLIC_URL).map(WebAddress::withoutSlash),
                Setting.KEYDESK_TRUSTED_PROXIES
                        .valueIn(environment)
                        .flatMap(TrustedProxies::read)
                        .orElse(TrustedProxies.NONE));
    }

    private String text(Setting setting) {
        return setting.valueIn(environment).orElseThrow();
    }

    private Path path(Setting setting) {
        return Path.of(text(setting));
    }

    private URI base(Setting setting) {
        return address(setting).orElseThrow().withoutSlash();
    }

    private Optional<WebAddress> address(Setting setting) {
        return setting.valueIn(environment).flatMap(WebAddress::of);
    }
}
