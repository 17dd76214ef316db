package dev.keydesk.config;

import static dev.keydesk.config.Environments.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** What the environment says about proxies, and the names that only look like settings. */
class ProxySettingsTest {
    private static Settings.Proxy proxy(Map<String, String> environment) {
        var settings = Settings.read(environment);
        assertThat(settings.slack().network())
                .isEqualTo(settings.entra().network())
                .extracting(Settings.Network::direct)
                .isNotNull();
        return settings.slack().network().proxy().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example.com:3128, proxy.example.com, 3128, ''",
        "HTTP://proxy.example.com:3128/, proxy.example.com, 3128, ''",
        "proxy:8080, proxy, 8080, ''",
        "http://[fd00::1]:3128, fd00::1, 3128, ''",
        "http://desk:canary@proxy:3128, proxy, 3128, desk:canary",
        "http://d%40corp:c%3Aan%2Fary%20+@proxy:3128, proxy, 3128, 'd@corp:c:an/ary +'",
        "http://desk@proxy:3128, proxy, 3128, desk:",
    })
    void it_is_read_with_its_login(String text, String host, int port, String login) {
        for (var name : new String[] {"HTTPS_PROXY", "https_proxy"}) {
            var proxy = proxy(with(name, text));
            assertThat(proxy.host()).isEqualTo(host);
            assertThat(proxy.port()).isEqualTo(port);
            assertThat(proxy.login().map(SecretText::reveal).orElse("")).isEqualTo(login);
            assertThat(proxy + proxy.shown()).doesNotContain("canary", "desk");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://canary@proxy:1080",
                "https://canary@proxy:3128",
                "http://proxy",
                "http://desk:can#ary@proxy:3128",
                "http://desk:can%ary@proxy:3128",
                "http://:canary@proxy:3128",
                "http://desk:canary@proxy:3128/path",
                "http://desk:canary@proxy:99999",
                "canary"
            })
    void what_names_no_proxy_stops_the_start_and_is_not_repeated(String text) {
        var problems =
                catchThrowableOfType(
                        Problems.class, () -> Settings.read(with("HTTPS_PROXY", text)));
        assertThat(problems.sentences())
                .singleElement()
                .asString()
                .startsWith("HTTPS_PROXY ")
                .containsIgnoringCase("proxy")
                .doesNotContain("canary", "can#ary", "can%ary");
        assertThat(SettingsTable.effective(with("HTTPS_PROXY", text)))
                .contains(
                        new SettingsTable.Line(
                                "HTTPS_PROXY", "(needs attention)", SettingsTable.From.SET));
    }

    @Test
    void two_different_ones_are_not_guessed_between_and_two_equal_ones_are_one() {
        var same = with("HTTPS_PROXY", "http://a:1", "https_proxy", "http://a:1");
        assertThat(proxy(same).host()).isEqualTo("a");
        var different = with("HTTPS_PROXY", "http://a:1", "https_proxy", "http://b:1");
        assertThat(catchThrowableOfType(Problems.class, () -> Settings.read(different)))
                .hasMessageContaining("HTTPS_PROXY and https_proxy name different proxies");
    }

    @Test
    void the_login_is_never_printed_and_the_rest_is() {
        var environment =
                with(
                        "https_proxy", "http://desk:canary@proxy.example.com:3128",
                        "HTTP_PROXY", "http://desk:canary@other.example.com:3128",
                        "no_proxy", ".svc, 10.0.0.0/8");
        assertThat(SettingsTable.effective(environment))
                .contains(
                        new SettingsTable.Line(
                                "HTTPS_PROXY",
                                "http://proxy.example.com:3128, user and password hidden",
                                SettingsTable.From.SET),
                        new SettingsTable.Line("HTTP_PROXY", "(hidden)", SettingsTable.From.SET),
                        new SettingsTable.Line(
                                "NO_PROXY", ".svc, 10.0.0.0/8", SettingsTable.From.SET))
                .noneMatch(line -> line.shown().contains("canary"));
        assertThat(Settings.read(environment).toString()).doesNotContain("canary");
    }

    @Test
    void what_kubernetes_writes_for_services_is_no_setting_and_no_mistake() {
        var environment = with();
        for (var service : new String[] {"KEYDESK", "KEYDESK_FOO", "KEYDESK_DATABASE"}) {
            environment.put(service + "_PORT", "tcp://10.96.14.2:3000");
            environment.put(service + "_SERVICE_HOST", "10.96.14.2");
            environment.put(service + "_SERVICE_PORT", "3000");
            environment.put(service + "_SERVICE_PORT_HTTP", "3000");
            environment.put(service + "_PORT_3000_TCP", "tcp://10.96.14.2:3000");
            environment.put(service + "_PORT_3000_TCP_PROTO", "tcp");
            environment.put(service + "_PORT_3000_TCP_PORT", "3000");
            environment.put(service + "_PORT_3000_TCP_ADDR", "fd00::2");
        }
        assertThat(Settings.read(environment)).isEqualTo(Settings.read(with()));
    }

    @ParameterizedTest
    @CsvSource({
        "KEYDESK_PORT, 3000",
        "KEYDESK_SERVICE_HOST, desk.example.com",
        "KEYDESK_DATABASE_PORT, 5432",
        "KEYDESK_SERVICE_PORTS, 3000",
        "keydesk_port, tcp://10.96.14.2:3000",
    })
    void what_only_resembles_them_is_a_mistake_all_the_same(String name, String value) {
        assertThat(catchThrowableOfType(Problems.class, () -> Settings.read(with(name, value))))
                .hasMessageContaining("is not a setting.");
    }
}
