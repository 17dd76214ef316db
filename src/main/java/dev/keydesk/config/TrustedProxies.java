package dev.keydesk.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose forwarding headers are believed: single addresses and networks such as {@code
 * 10.0.0.0/8}.
 */
public record TrustedProxies(List<Range> ranges) {
    /** No proxy is believed. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /** All addresses that begin with the same bits. */
    record Range(InetAddress start, int bits) {

        boolean contains(InetAddress address) {
            byte[] ours = start.getAddress();
            byte[] theirs = address.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            int bytes = bits / 8;
            int rest = bits % 8;
            return Arrays.equals(ours, 0, bytes, theirs, 0, bytes)
                    && (rest == 0 || (ours[bytes] ^ theirs[bytes]) >> (8 - rest) == 0);
        }
    }

    public boolean contains(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Parses addresses and networks with commas between; empty if one of them is neither. */
    static Optional<TrustedProxies> read(String text) {
        var ranges = Arrays.stream(text.split(",", -1)).map(TrustedProxies::range).toList();
        return ranges.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        new TrustedProxies(ranges.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static Optional<Range> range(String text) {
        var parts = text.strip().split("/", -1);
        try {
            // Only literals are accepted: a name would be looked up, and may mean another machine
            // tomorrow.
            var start = InetAddress.ofLiteral(parts[0]);
            int all = start.getAddress().length * 8;
            if (parts.length == 1) {
                return Optional.of(new Range(start, all));
            }
            int bits = parts[1].matches("[0-9]{1,3}") ? Integer.parseInt(parts[1]) : all + 1;
            return parts.length == 2 && bits <= all
                    ? Optional.of(new Range(start, bits))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
