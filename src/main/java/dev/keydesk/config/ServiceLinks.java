package dev.keydesk.config;

import java.util.regex.Pattern;

/**
 * Recognises the variables that Kubernetes and Docker write into the environment of each container
 * for each service: a service named {@code keydesk} or {@code keydesk-…} makes names that look like
 * settings of Keydesk. Name and value are checked together, so that a misspelt setting is still
 * found.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">
 *     Kubernetes: environment variables of services</a>
 */
final class ServiceLinks {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern PROTOCOL = Pattern.compile("tcp|udp|sctp");
    private static final Pattern PLACE = Pattern.compile("(tcp|udp|sctp)://\\S{3,60}");

    private static final String OF_OURS = "KEYDESK(_[A-Z0-9_]+)?";
    private static final Pattern HOST = Pattern.compile(OF_OURS + "_SERVICE_HOST");
    private static final Pattern PORT = Pattern.compile(OF_OURS + "_SERVICE_PORT(_[A-Z0-9_]+)?");
    private static final String OF_ONE_PORT = OF_OURS + "_PORT_[0-9]{1,5}_(TCP|UDP|SCTP)";
    private static final Pattern URL = Pattern.compile(OF_OURS + "_PORT|" + OF_ONE_PORT);
    private static final Pattern PART_PROTOCOL = Pattern.compile(OF_ONE_PORT + "_PROTO");
    private static final Pattern PART_PORT = Pattern.compile(OF_ONE_PORT + "_PORT");
    private static final Pattern PART_ADDRESS = Pattern.compile(OF_ONE_PORT + "_ADDR");

    private ServiceLinks() {}

    static boolean isOne(String name, String value) {
        return both(URL, name, PLACE, value)
                || both(HOST, name, ADDRESS, value)
                || both(PORT, name, NUMBER, value)
                || both(PART_PROTOCOL, name, PROTOCOL, value)
                || both(PART_PORT, name, NUMBER, value)
                || both(PART_ADDRESS, name, ADDRESS, value);
    }

    private static boolean both(Pattern ofName, String name, Pattern ofValue, String value) {
        return ofName.matcher(name).matches() && ofValue.matcher(value).matches();
    }
}
