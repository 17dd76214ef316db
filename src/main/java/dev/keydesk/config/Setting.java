package dev.keydesk.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The list of all settings, each declared once; the reader, the README's table and the {@code
 * check} command use it. The name of a constant is the name of the environment variable.
 */
enum Setting {
    SLACK_BOT_TOKEN(
            Kind.BOT_TOKEN,
            new Need.Required(
                    "Copy \"Bot User OAuth Token\" from OAuth & Permissions of your app at"
                            + " https://api.slack.com/apps."),
            "The bot token of your Slack app, `xoxb-…`."),
    SLACK_SIGNING_SECRET(
            Kind.SIGNING_SECRET,
            new Need.Required(
                    "Copy \"Signing Secret\" from Basic Information of your app at"
                            + " https://api.slack.com/apps."),
            "Proves that a request comes from Slack. Without it anybody could press Approve."),
    SLACK_APP_TOKEN(
            Kind.ANY_SECRET,
            new Need.NotNeeded(),
            "For Socket Mode, which comes with a later version. Known, but not used yet."),
    KEYDESK_SLACK_API_URL(
            Kind.ADDRESS,
            new Need.Default("https://slack.com/api/"),
            "The address of the Slack API. For GovSlack, `https://slack-gov.com/api/`."),
    AZURE_TENANT_ID(
            Kind.GUID,
            new Need.Required("Copy \"Directory (tenant) ID\" from the Entra overview page."),
            "The tenant whose app registrations the desk serves."),
    AZURE_CLIENT_ID(
            Kind.GUID,
            new Need.Required(
                    "Copy \"Application (client) ID\" of the desk's own app registration, or"
                            + " \"Client ID\" of its managed identity."),
            "The app or identity that the desk signs in as. The desk never makes a secret for this"
                    + " app."),
    AZURE_FEDERATED_TOKEN_FILE(
            Kind.FILE_OF_THE_PLATFORM,
            new Need.NotNeeded(),
            "Sign-in without a secret: a file with a token that the platform renews, as workload"
                    + " identity on Kubernetes writes it."),
    KEYDESK_MANAGED_IDENTITY(
            Kind.YES_OR_NO,
            new Need.Default("no"),
            "Sign-in without a secret: `yes` uses the user-assigned managed identity whose client"
                    + " ID is `AZURE_CLIENT_ID`."),
    AZURE_CLIENT_CERTIFICATE_PATH(
            Kind.SIGN_IN_CERTIFICATE,
            new Need.NotNeeded(),
            "Sign-in with a certificate: a PEM file with the certificate and its private key."),
    AZURE_CLIENT_SECRET(
            Kind.CLIENT_SECRET,
            new Need.NotNeeded(),
            "Sign-in with a client secret: its value, not its ID."),
    AZURE_AUTHORITY_HOST(
            Kind.HTTPS_ADDRESS,
            new Need.Default("https://login.microsoftonline.com"),
            "The address where Entra issues tokens. National clouds have their own."),
    KEYDESK_GRAPH_URL(
            Kind.ADDRESS,
            new Need.Default("https://graph.microsoft.com/v1.0"),
            "The address of Microsoft Graph. National clouds have their own."),
    KEYDESK_GRAPH_TOKEN(
            Kind.ANY_SECRET,
            new Need.NotNeeded(),
            "Sign-in for trying things out: a fixed bearer token, accepted only while"
                    + " `KEYDESK_GRAPH_URL` is on this machine."),
    KEYDESK_TRUST_STORE(
            Kind.EXISTING_FILE,
            new Need.NotNeeded(),
            "A PEM file with certificates to trust besides those of Java: of a proxy that decrypts"
                + " the traffic, or of your own authority. It applies to Slack, sign-in, Graph and"
                + " PostgreSQL."),
    HTTPS_PROXY(
            Kind.PROXY,
            new Need.NotNeeded(),
            "The proxy for Slack, sign-in and Graph, such as"
                + " `http://user:password@proxy.example.com:3128`; special characters in user and"
                + " password percent-encoded. Also read as `https_proxy`."),
    HTTP_PROXY(
            Kind.ANY_SECRET,
            new Need.NotNeeded(),
            "Known, but not used: the desk calls others only with https, and for that `HTTPS_PROXY`"
                    + " counts."),
    NO_PROXY(
            Kind.HOSTS,
            new Need.NotNeeded(),
            "What the desk reaches without the proxy, with commas between: hosts with all their"
                + " subdomains, addresses, networks such as `10.0.0.0/8`, each with or without a"
                + " port, or `*`. This machine is always one of them. Also read as `no_proxy`."),
    KEYDESK_DATABASE_URL(
            Kind.DATABASE,
            new Need.Default("jdbc:sqlite:keydesk.db"),
            "Where requests and the audit log are kept: a SQLite file for one node, or a PostgreSQL"
                + " database such as `jdbc:postgresql://db.example.com:5432/keydesk` for several"
                + " nodes."),
    KEYDESK_DATABASE_USER(
            Kind.ANY_NAME,
            new Need.NotNeeded(),
            "The user name for PostgreSQL. A SQLite file needs none."),
    KEYDESK_DATABASE_PASSWORD(
            Kind.ANY_SECRET,
            new Need.NotNeeded(),
            "The password of that user. Leave it out if the desk signs in to PostgreSQL in another"
                    + " way, such as with a certificate."),
    PORT(
            Kind.PORT,
            new Need.Default("3000"),
            "The port to listen on, 1 to 65535; 0 takes any free one."),
    KEYDESK_PUBLIC_URL(
            Kind.ADDRESS,
            new Need.NotNeeded(),
            "The address at which people's browsers reach the desk, with https; one-time links"
                    + " begin with it, and are not offered without it."),
    KEYDESK_TRUSTED_PROXIES(
            Kind.ADDRESS_RANGES,
            new Need.NotNeeded(),
            "The proxies whose `X-Forwarded-For` the desk trusts: addresses and ranges with commas"
                    + " between, such as `10.0.0.0/8,192.0.2.7`."),
    KEYDESK_CONFIG(
            Kind.PATH,
            new Need.Default("keydesk.yml"),
            "The file that says who may send requests, for which apps, and who approves.");

    /** What happens if the setting is left out. */
    sealed interface Need {
        /** Keydesk does not start; the sentence says where to find the value. */
        record Required(String whereToFind) implements Need {}

        record NotNeeded() implements Need {}

        record Default(String text) implements Need {}
    }

    private final Kind kind;

    // Records with one string; Error Prone accepts only its own annotation as proof of
    // immutability.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Need need;

    private final String description;

    Setting(Kind kind, Need need, String what) {
        this.kind = kind;
        this.need = need;
        this.description = what;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Setting::name).toList();
    }

    Need need() {
        return need;
    }

    /** Returns the description in the README's table. */
    String description() {
        return description;
    }

    /**
     * Returns what the operator wrote. An empty value counts as absent, because Compose files set a
     * variable without a value to an empty text.
     */
    Optional<String> writtenIn(Map<String, String> environment) {
        return names(environment).map(environment::get).findFirst();
    }

    /**
     * Returns the names of the variable; those about proxies are customary in upper and lower case.
     */
    private Stream<String> names(Map<String, String> environment) {
        var small = isOfProxies() ? name().toLowerCase(Locale.ROOT) : name();
        return Stream.of(name(), small)
                .distinct()
                .filter(name -> !environment.getOrDefault(name, "").isEmpty());
    }

    private boolean isOfProxies() {
        return this == HTTPS_PROXY || this == HTTP_PROXY || this == NO_PROXY;
    }

    /** Returns what may be shown of the value. */
    String shown(String value) {
        return kind.shown(value);
    }

    /** Returns what the operator wrote, or the default. */
    Optional<String> valueIn(Map<String, String> environment) {
        return writtenIn(environment).or(this::byDefault);
    }

    private Optional<String> byDefault() {
        return need instanceof Need.Default(var text) ? Optional.of(text) : Optional.empty();
    }

    /** Returns a sentence for the operator, if this setting needs attention. */
    Optional<String> problemIn(Map<String, String> environment) {
        return complaintIn(environment).map(complaint -> name() + " " + complaint + advice());
    }

    /** Returns whether the problem may go away by itself. */
    boolean problemMayPass(Map<String, String> environment) {
        return writtenIn(environment).filter(kind::mayPass).isPresent();
    }

    private Optional<String> complaintIn(Map<String, String> environment) {
        if (this == HTTPS_PROXY
                && names(environment).map(environment::get).distinct().count() > 1) {
            return Optional.of(
                    "and https_proxy name different proxies, and Keydesk does not guess. Keep"
                            + " one.");
        }
        return writtenIn(environment)
                .map(kind::complaintAbout)
                .orElseGet(() ->
                        need instanceof Need.Required
                                ? Optional.of(
                                        environment.containsKey(name())
                                                ? "is empty."
                                                : "is missing.")
                                : Optional.empty());
    }

    private String advice() {
        return need instanceof Need.Required(var whereToFind) ? " " + whereToFind : "";
    }
}
