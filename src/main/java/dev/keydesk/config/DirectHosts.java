package dev.keydesk.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hosts that are reached without a proxy, as {@code NO_PROXY} lists them: a host with all its
 * subdomains, an address, a network such as {@code 10.0.0.0/8}, each with an optional port, or
 * {@code *} for all hosts. An entry that cannot be read matches nothing, because other programs of
 * the machine use the variable too.
 *
 * <p>Loopback and link-local addresses are always included; clouds serve the metadata of a machine
 * at a link-local address.
 */
public record DirectHosts(List<String> entries) {
    private static final int LONGEST = 10_000;

    public DirectHosts {
        entries = List.copyOf(entries);
    }

    /** Returns a list without entries: only this machine is reached without a proxy. */
    public static DirectHosts onlyThisMachine() {
        return new DirectHosts(List.of());
    }

    static DirectHosts of(String text) {
        return text.length() > LONGEST
                ? onlyThisMachine()
                : new DirectHosts(
                        Arrays.stream(text.split("[,\\s]+", -1))
                                .filter(entry -> !entry.isEmpty())
                                .toList());
    }

    /** Returns whether this host and port are reached without a proxy. */
    public boolean has(String host, int port) {
        var name = bare(host);
        return isThisMachine(name) || entries.stream().anyMatch(entry -> fits(entry, name, port));
    }

    private static String bare(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            return name.substring(1, name.length() - 1);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isThisMachine(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || IpAddress.of(name).filter(IpAddress::isOfThisMachine).isPresent();
    }

    private static boolean fits(String entry, String name, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return inNetwork(entry, name);
        }
        var written = IpAddress.of(entry.startsWith("[") ? bare(entry) : entry);
        if (written.isPresent()) {
            return written.equals(IpAddress.of(name));
        }
        int colon = entry.lastIndexOf(':');
        if (colon < 0) {
            return isOrIsBelow(name, entry);
        }
        return entry.substring(colon + 1).equals(String.valueOf(port))
                && fits(entry.substring(0, colon), name, port);
    }

    private static boolean isOrIsBelow(String name, String entry) {
        var domain = bare(entry.startsWith("*.") ? entry.substring(1) : entry);
        var parent = domain.startsWith(".") ? domain.substring(1) : domain;
        return !parent.isEmpty() && (name.equals(parent) || name.endsWith("." + parent));
    }

    private static boolean inNetwork(String entry, String name) {
        int slash = entry.indexOf('/');
        var bits = entry.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}")) {
            return false;
        }
        Optional<IpAddress> network = IpAddress.of(bare(entry.substring(0, slash)));
        return IpAddress.of(name)
                .filter(address ->
                        network.filter(net -> address.isIn(net, Integer.parseInt(bits)))
                                .isPresent())
                .isPresent();
    }
}
