package dev.keydesk.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** An IP address, parsed from its literal form; no name server is asked. */
final class IpAddress {
    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    static Optional<IpAddress> of(String text) {
        try {
            return Optional.of(new IpAddress(InetAddress.ofLiteral(text).getAddress()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether this is a loopback or link-local address; both end at this machine or its own
     * network card.
     */
    boolean isOfThisMachine() {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (bytes.length == 4) {
            return first == 127 || (first == 169 && second == 254);
        }
        return HexFormat.of().formatHex(bytes).equals("0".repeat(31) + "1")
                || (first == 0xfe && (second & 0xc0) == 0x80);
    }

    /** Returns whether the first {@code bits} bits are the same as those of the network. */
    boolean isIn(IpAddress network, int bits) {
        if (bytes.length != network.bytes.length || bits > bytes.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((bytes[bit / 8] ^ network.bytes[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
