package dev.keydesk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.network.NetworkTrouble.Kind;
import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.IssuedCertificate;
import dev.keydesk.sandbox.LoopbackServer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Slack, sign-in and Graph, each with its real client, by way of a real proxy with a password and
 * to servers with certificates of a company's own. Only the proxy knows where their names lead, so
 * whoever arrives has gone through it.
 */
class EveryWayTest {
    private static final String PASSWORD = "c:an@ry/ +%1";
    private static final String ENCODED = "c%3Aan%40ry%2F%20+%251";
    private static final String APP = "0c26b421-895d-4bd9-88ac-f6a300e269d9";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final byte[] WHAT_IS_THIS =
            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static PrivateAuthority authority;
    private static IssuedCertificate good;

    @TempDir private Path folder;
    private ConnectProxy proxy;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private @Nullable LoopbackServer server;
    private @Nullable ServerSocket plain;
    private Map<String, String> environment;

    /** The three clients, each by the one call that shows that it works. */
    private enum Client {
        SLACK("slack.invalid") {
            @Override
            void call(Settings settings) {
                try (var chat = new Chat(settings.slack(), new ChatTimeouts(PATIENCE, PATIENCE))) {
                    chat.slackIdentity();
                }
            }
        },
        SIGN_IN("login.invalid") {
            @Override
            void call(Settings settings) {
                entra(settings, settings.entra().credential());
            }
        },
        GRAPH("graph.invalid") {
            @Override
            void call(Settings settings) {
                entra(settings, new Settings.Credential.FixedToken(SecretText.of("a-token")));
            }
        };

        private final String host;

        Client(String host) {
            this.host = host;
        }

        abstract void call(Settings settings);

        private static void entra(Settings settings, Settings.Credential credential) {
            var usual = settings.entra();
            var changed =
                    new Settings.Entra(
                            usual.tenantId(),
                            usual.clientId(),
                            credential,
                            usual.authorityHost(),
                            usual.graphUrl(),
                            usual.network());
            var patience = new EntraTimeouts(PATIENCE, PATIENCE, PATIENCE);
            try (var entra = new Entra(changed, patience, InstantSource.system())) {
                entra.removePassword(APP, "f0b0b335-1111-4222-8333-444455556666");
            }
        }
    }

    @BeforeAll
    static void found(@TempDir Path keys) {
        authority = new PrivateAuthority(keys);
        good = authority.issue("slack.invalid", "login.invalid", "graph.invalid");
    }

    @BeforeEach
    void open() throws Exception {
        proxy = new ConnectProxy();
        proxy.wants("desk:" + PASSWORD);
        environment = new TreeMap<>();
        environment.put("SLACK_BOT_TOKEN", "xoxb-1");
        environment.put("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef");
        environment.put("AZURE_TENANT_ID", "11111111-1111-1111-1111-111111111111");
        environment.put("AZURE_CLIENT_ID", "22222222-2222-2222-2222-222222222222");
        environment.put("AZURE_CLIENT_SECRET", "abc8Q~the-secret-of-the-desk");
        environment.put("KEYDESK_SLACK_API_URL", "https://slack.invalid/api/");
        environment.put("AZURE_AUTHORITY_HOST", "https://login.invalid");
        environment.put("KEYDESK_GRAPH_URL", "https://graph.invalid/v1.0");
        environment.put("KEYDESK_TRUST_STORE", authority.writeTrustStore(folder).toString());
        through("desk:" + ENCODED + "@");
        serveAs(good);
    }

    private void through(String login) {
        environment.put("HTTPS_PROXY", "http://%s127.0.0.1:%d".formatted(login, proxy.port()));
    }

    private void serveAs(IssuedCertificate certificate) throws Exception {
        stopServing();
        server = LoopbackServer.https(0, certificate.serverContext(), this::answer);
        leadTo(port());
    }

    private int port() {
        return Objects.requireNonNull(server).port();
    }

    /** Answers in plain HTTP whatever it hears. */
    private void serveInPlainText() throws IOException {
        var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        plain = listening;
        leadTo(listening.getLocalPort());
        Thread.startVirtualThread(() -> {
            while (!listening.isClosed()) {
                try (var caller = listening.accept()) {
                    caller.getInputStream().read();
                    caller.getOutputStream().write(WHAT_IS_THIS);
                    caller.shutdownOutput();
                    // Whoever hangs up on what was not read yet is cut off.
                    caller.getInputStream().readAllBytes();
                } catch (IOException over) {
                    // The test is over, or the caller has hung up.
                }
            }
        });
    }

    private void leadTo(int port) {
        for (var client : Client.values()) {
            proxy.leads(client.host, port);
        }
    }

    private void answer(HttpCall call) throws IOException {
        asked.add(call.path());
        call.text();
        if (call.path().startsWith("/v1.0/")) {
            call.answer(204, Map.of(), "");
            return;
        }
        call.answer(
                200,
                Map.of("Content-Type", "application/json"),
                call.path().endsWith("/token")
                        ? "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"a.b.c\"}"
                        : "{\"ok\":true,\"team_id\":\"T1\",\"user_id\":\"U1\"}");
    }

    private void stopServing() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void close() throws IOException {
        stopServing();
        proxy.close();
        if (plain != null) {
            plain.close();
        }
    }

    @Test
    void all_go_through_the_proxy_with_its_password_and_trust_the_companys_authority() {
        var settings = Settings.read(environment);
        for (var client : Client.values()) {
            client.call(settings);

            assertThat(proxy.passedOn()).contains(client.host + ":443");
        }
        assertThat(proxy.refused()).isEmpty();
    }

    @Test
    void lower_case_names_count_as_well() {
        environment.put("https_proxy", environment.remove("HTTPS_PROXY"));

        Client.GRAPH.call(Settings.read(environment));

        assertThat(proxy.passedOn()).containsExactly("graph.invalid:443");
    }

    @Test
    void who_is_in_no_proxy_is_reached_without_it_and_so_is_this_machine() throws Exception {
        serveAs(authority.issue("127.0.0.1"));
        environment.put("AZURE_AUTHORITY_HOST", "https://127.0.0.1:" + port());
        environment.put("NO_PROXY", ".invalid");
        var settings = Settings.read(environment);

        assertThat(catchThrowable(() -> Client.SIGN_IN.call(settings)))
                .hasMessageContaining("No name server knows graph.invalid");
        assertThat(proxy.passedOn()).isEmpty();
        assertThat(proxy.refused()).isEmpty();
    }

    /** What can close a way, how it comes about, and what is said then. */
    enum Closed {
        NOT_TRUSTED(Kind.CERTIFICATE_NOT_TRUSTED, "The certificate of HOST:443 is not trusted") {
            @Override
            void happens(EveryWayTest test) {
                test.environment.remove("KEYDESK_TRUST_STORE");
            }
        },
        ANOTHER_NAME(
                Kind.CERTIFICATE_OF_ANOTHER_NAME,
                "The certificate of HOST:443 is for another name") {
            @Override
            void happens(EveryWayTest test) throws Exception {
                test.serveAs(authority.issue("other.invalid"));
            }
        },
        EXPIRED(Kind.CERTIFICATE_NOT_VALID_NOW, "The certificate of HOST:443 has expired") {
            @Override
            void happens(EveryWayTest test) throws Exception {
                test.serveAs(named(-2, 1));
            }
        },
        NOT_YET(Kind.CERTIFICATE_NOT_VALID_NOW, "The certificate of HOST:443 is not valid yet") {
            @Override
            void happens(EveryWayTest test) throws Exception {
                test.serveAs(named(1, 1));
            }
        },
        PASSWORD_MISSING(
                Kind.PROXY_WANTS_PASSWORD, "The proxy IT wants a user and a password (407)") {
            @Override
            void happens(EveryWayTest test) {
                test.through("");
            }
        },
        PASSWORD_WRONG(
                Kind.PROXY_WANTS_PASSWORD,
                "The proxy IT does not accept the user and password in HTTPS_PROXY (407)") {
            @Override
            void happens(EveryWayTest test) {
                test.through("desk:another@");
            }
        },
        ANOTHER_SIGN_IN(
                Kind.PROXY_WANTS_PASSWORD,
                "The proxy IT wants a kind of sign-in that the desk does not support (407)") {
            @Override
            void happens(EveryWayTest test) {
                test.proxy.wantsSomethingElse();
            }
        },
        PASSWORD_WRONG_FOR_TINYPROXY(
                Kind.PROXY_WANTS_PASSWORD,
                "The proxy IT does not accept the user and password in HTTPS_PROXY (401)") {
            @Override
            void happens(EveryWayTest test) {
                test.proxy.blocks("401 Unauthorized");
            }
        },
        BLOCKED(Kind.PROXY_BLOCKS, "The proxy IT does not let the desk through to HOST:443 (403)") {
            @Override
            void happens(EveryWayTest test) {
                test.proxy.blocks("403 Forbidden");
            }
        },
        NO_FURTHER(
                Kind.PROXY_GETS_NO_FURTHER, "The proxy IT does not reach HOST:443 itself (503)") {
            @Override
            void happens(EveryWayTest test) {
                test.proxy.blocks("503 Service Unavailable");
            }
        },
        NO_PROXY_THERE(Kind.PROXY_NOT_REACHED, "The proxy 127.0.0.1:1 cannot be reached") {
            @Override
            void happens(EveryWayTest test) {
                test.environment.put("HTTPS_PROXY", "http://127.0.0.1:1");
            }
        },
        PROXY_UNKNOWN(
                Kind.PROXY_NAME_NOT_KNOWN, "No name server knows the proxy proxy.invalid:3128") {
            @Override
            void happens(EveryWayTest test) {
                test.environment.put("HTTPS_PROXY", "http://proxy.invalid:3128");
            }
        },
        NAME_UNKNOWN(Kind.NAME_NOT_KNOWN, "No name server knows HOST") {
            @Override
            void happens(EveryWayTest test) {
                test.environment.put("NO_PROXY", "*");
            }
        },
        NOBODY_LISTENS(Kind.REFUSED, "127.0.0.1:1 refused the connection") {
            @Override
            void happens(EveryWayTest test) {
                test.everybodyAt(1);
            }
        },
        NO_TLS(Kind.NO_TLS, "HOST:443 does not speak TLS") {
            @Override
            void happens(EveryWayTest test) throws Exception {
                test.serveInPlainText();
            }
        };

        private final Kind kind;
        private final String sentence;

        Closed(Kind kind, String sentence) {
            this.kind = kind;
            this.sentence = sentence;
        }

        abstract void happens(EveryWayTest test) throws Exception;

        private static IssuedCertificate named(int firstDay, int days) {
            return authority.issue(
                    firstDay, days, "slack.invalid", "login.invalid", "graph.invalid");
        }
    }

    private void everybodyAt(int port) {
        environment.put("KEYDESK_SLACK_API_URL", "https://127.0.0.1:" + port + "/api/");
        environment.put("AZURE_AUTHORITY_HOST", "https://127.0.0.1:" + port);
        environment.put("KEYDESK_GRAPH_URL", "https://127.0.0.1:" + port + "/v1.0");
    }

    @ParameterizedTest
    @EnumSource
    void each_names_what_closes_its_way(Closed closed) throws Exception {
        closed.happens(this);
        var settings = Settings.read(environment);
        for (var client : Client.values()) {
            var expected =
                    closed.sentence
                            .replace("HOST", client.host)
                            .replace("proxy IT ", "proxy 127.0.0.1:" + proxy.port() + " ");

            assertThat(catchThrowable(() -> client.call(settings)))
                    .as("%s", client)
                    .hasMessageContaining(expected)
                    .message()
                    .doesNotContain(PASSWORD, ENCODED, "another@");
            assertThat(look(settings, client).kind()).isEqualTo(closed.kind);
        }
    }

    private static NetworkTrouble look(Settings settings, Client client) {
        var address =
                switch (client) {
                    case SLACK -> settings.slack().apiUrl();
                    case SIGN_IN -> settings.entra().authorityHost();
                    case GRAPH -> settings.entra().graphUrl();
                };
        return Network.of(settings.slack().network()).look(address, PATIENCE).orElseThrow();
    }

    @Test
    void who_takes_the_call_and_says_nothing_has_let_the_time_pass() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            everybodyAt(silent.getLocalPort());
            var settings = Settings.read(environment);
            var network = Network.of(settings.slack().network());

            assertThat(network.look(settings.slack().apiUrl(), Duration.ofMillis(200)))
                    .map(NetworkTrouble::kind)
                    .hasValue(Kind.TIMED_OUT);
        }
    }

    @Test
    void looking_asks_the_server_nothing() {
        var settings = Settings.read(environment);

        assertThat(
                        Network.of(settings.slack().network())
                                .look(URI.create("https://slack.invalid/api/"), PATIENCE))
                .isEmpty();
        assertThat(proxy.passedOn()).containsExactly("slack.invalid:443");
        assertThat(asked).isEmpty();
    }
}
