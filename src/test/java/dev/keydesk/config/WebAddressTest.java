package dev.keydesk.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://LOCALHOST:8080/x",
                "https://127.0.0.1:8443",
                "http://[::1]:9000/v1.0"
            })
    void three_hosts_are_this_machine(String text) {
        assertThat(WebAddress.of(text).orElseThrow().isOnThisMachine()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "http://evil-localhost",
                "http://localhost./",
                "http://0.0.0.0",
                "http://10.0.0.1",
                "http://0127.0.0.1",
                "http://2130706433",
                "http://[::ffff:127.0.0.1]",
                "http://[::]",
                "http://[::2]"
            })
    void every_other_spelling_is_somewhere_else(String text) {
        assertThat(WebAddress.of(text))
                .satisfies(address ->
                        assertThat(address.filter(WebAddress::isOnThisMachine)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "ftp://example.com",
                "https://",
                "https:///path",
                "https:example.com",
                "https://a b.example",
                "https://user@example.com",
                "https://user:password@example.com",
                "http://127.0.0.1@evil.example",
                "http://127.0.0.1\\@evil.example",
                "https://example.com?a=b",
                "https://example.com/#a",
                "https://example.com:0",
                "https://example.com:65536",
                "file:///etc/passwd"
            })
    void anything_but_scheme_host_port_and_path_is_refused(String text) {
        assertThat(WebAddress.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://slack.com/api, https://slack.com/api/, https://slack.com/api",
        "https://slack.com/api//, https://slack.com/api/, https://slack.com/api",
        "https://slack.com, https://slack.com/, https://slack.com",
        "https://slack.com/, https://slack.com/, https://slack.com"
    })
    void the_slash_at_the_end_is_as_its_user_wants_it(String text, String with, String without) {
        var address = WebAddress.of(text).orElseThrow();
        assertThat(address.withSlash()).hasToString(with);
        assertThat(address.withoutSlash()).hasToString(without);
    }
}
