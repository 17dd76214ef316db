package dev.keydesk.web;

import dev.keydesk.config.TrustedProxies;

import jakarta.servlet.http.HttpServletRequest;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/**
 * The caller of a request, for rate limits. A trusted proxy adds the address that it has seen to
 * {@code X-Forwarded-For}; anybody can write what is before that. So the list is read from its end,
 * as long as the addresses are those of trusted proxies.
 */
final class CallerAddress {
    /** An IPv6 network that one customer gets as a whole. */
    private static final int NETWORK_BYTES = 8;

    private final TrustedProxies proxies;

    CallerAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** Returns the IPv4 address, or the network of an IPv6 address. */
    String of(HttpServletRequest request) {
        return of(
                request.getRemoteAddr(),
                String.join(",", Collections.list(request.getHeaders("X-Forwarded-For"))));
    }

    String of(String peer, String forwardedFor) {
        var said = forwardedFor.split(",", -1);
        var caller = address(peer).orElseGet(InetAddress::getLoopbackAddress);
        for (int last = said.length - 1; last >= 0 && proxies.contains(caller); last--) {
            var before = address(said[last].strip());
            if (before.isEmpty()) {
                break;
            }
            caller = before.get();
        }
        return caller instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(caller.getAddress(), NETWORK_BYTES))
                : caller.getHostAddress();
    }

    /** Some proxies add the caller's port: {@code 192.0.2.1:443}, {@code [2001:db8::1]:443}. */
    private static Optional<InetAddress> address(String text) {
        var bare =
                text.replaceFirst("^([0-9.]+):[0-9]+$", "$1")
                        .replaceFirst("^\\[([0-9A-Fa-f:.]+)](:[0-9]+)?$", "$1");
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
