package dev.keydesk.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is reached without the proxy, by what NO_PROXY says. */
class DirectHostsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    *                      | slack.com          | 443 | true
                    slack.com              | slack.com          | 443 | true
                    slack.com              | SLACK.COM.         | 443 | true
                    slack.com              | hooks.slack.com    | 443 | true
                    slack.com              | notslack.com       | 443 | false
                    .slack.com             | hooks.slack.com    | 443 | true
                    .slack.com             | slack.com          | 443 | true
                    *.slack.com            | hooks.slack.com    | 443 | true
                    slack.com:443          | slack.com          | 443 | true
                    slack.com:8443         | slack.com          | 443 | false
                    'a.example, slack.com' | slack.com          | 443 | true
                    'a.example slack.com'  | slack.com          | 443 | true
                    10.0.0.0/8             | 10.200.3.4         | 443 | true
                    10.0.0.0/8             | 11.0.0.1           | 443 | false
                    10.128.0.0/9           | 10.127.0.1         | 443 | false
                    10.128.0.0/9           | 10.128.0.1         | 443 | true
                    0.0.0.0/0              | 8.8.8.8            | 443 | true
                    0.0.0.0/0              | slack.com          | 443 | false
                    10.0.0.0/33            | 10.0.0.1           | 443 | false
                    10.0.0.0/x             | 10.0.0.1           | 443 | false
                    10.1.2.3               | 10.1.2.3           | 443 | true
                    10.1.2.3:443           | 10.1.2.3           | 443 | true
                    10.1.2.3:444           | 10.1.2.3           | 443 | false
                    fd00::/8               | [fd12::1]          | 443 | true
                    fd00::/8               | [fe12::1]          | 443 | false
                    [fd00::1]              | [fd00:0::1]        | 443 | true
                    fd00::1                | [fd00::1]          | 443 | true
                    [fd00::1]:443          | [fd00::1]          | 443 | true
                    [fd00::1]:444          | [fd00::1]          | 443 | false
                    ','                    | slack.com          | 443 | false
                    .                      | slack.com          | 443 | false
                    a.example              | localhost          | 80  | true
                    a.example              | 127.8.9.10         | 80  | true
                    a.example              | [::1]              | 80  | true
                    a.example              | 169.254.169.254    | 80  | true
                    a.example              | 168.254.169.254    | 80  | false
                    a.example              | localhost.example  | 80  | false
                    """)
    void it_is_as_curl_and_go_have_it(String text, String host, int port, boolean direct) {
        assertThat(DirectHosts.of(text).has(host, port)).isEqualTo(direct);
    }
}
