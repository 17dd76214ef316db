package dev.keydesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.Settings;
import dev.keydesk.config.TrustedProxies;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class CallerAddressTest {
    private static final CallerAddress ADDRESS =
            new CallerAddress(
                    Settings.readWeb(
                                    Map.of(
                                            "KEYDESK_TRUSTED_PROXIES",
                                            "10.0.0.0/8, 192.0.2.7,2001:db8:a::/48,172.16.0.0/12"))
                            .trustedProxies());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Who asks; what X-Forwarded-For says; whom it is counted for.
                "203.0.113.1  |                                     | 203.0.113.1",
                "203.0.113.1  | 198.51.100.9                        | 203.0.113.1",
                "127.0.0.1    | 198.51.100.9                        | 127.0.0.1",
                "192.168.0.1  | 198.51.100.9                        | 192.168.0.1",
                "10.1.2.3     | 198.51.100.9                        | 198.51.100.9",
                "10.1.2.3     |                                     | 10.1.2.3",
                "192.0.2.7    | 198.51.100.9                        | 198.51.100.9",
                "192.0.2.8    | 198.51.100.9                        | 192.0.2.8",
                "172.31.255.1 | 198.51.100.9                        | 198.51.100.9",
                "172.32.0.1   | 198.51.100.9                        | 172.32.0.1",
                "10.1.2.3     | 6.6.6.6, 198.51.100.9               | 198.51.100.9",
                "10.1.2.3     | 6.6.6.6, 198.51.100.9, 10.9.9.9     | 198.51.100.9",
                "10.1.2.3     | 6.6.6.6, 198.51.100.9 ,192.0.2.7    | 198.51.100.9",
                "10.1.2.3     | 10.0.0.1, 10.0.0.2                  | 10.0.0.1",
                "10.1.2.3     | 6.6.6.6, nonsense                   | 10.1.2.3",
                "10.1.2.3     | 6.6.6.6,                            | 10.1.2.3",
                "10.1.2.3     | localhost                           | 10.1.2.3",
                "10.1.2.3     | 198.51.100.9:4711                   | 198.51.100.9",
                "10.1.2.3     | [2001:db8:b::5]:4711                | 2001:db8:b::",
                "2001:db8:a::1| 2001:db8:b::5                       | 2001:db8:b::",
                "[2001:db8:a::1]| 2001:db8:b:0:1:2:3:4              | 2001:db8:b::",
                "2001:db8:c::1| 2001:db8:b::5                       | 2001:db8:c::",
                "10.1.2.3     | ::ffff:198.51.100.9                 | 198.51.100.9",
            })
    void it_is_the_last_one_that_no_proxy_of_ours_has(String peer, String said, String caller) {
        assertThat(ADDRESS.of(peer, said == null ? "" : said))
                .isEqualTo(new CallerAddress(TrustedProxies.NONE).of(caller, ""));
    }
}
