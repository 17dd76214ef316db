package dev.keydesk.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Checks that an address in a payload is Slack's; nothing is sent to any other. */
final class SlackAddress {
    private SlackAddress() {}

    /**
     * Returns whether it uses https on the usual port and one of the hosts, or is where the Web API
     * itself answers.
     *
     * @param hosts of Slack that are meant for this
     */
    static boolean isIn(String address, Set<String> hosts, URI apiUrl) {
        try {
            var url = new URI(address);
            if (url.getUserInfo() != null || url.getHost() == null) {
                return false;
            }
            boolean slacks =
                    "https".equals(url.getScheme())
                            && url.getPort() == -1
                            && hosts.contains(url.getHost());
            return slacks || origin(url).equals(origin(apiUrl));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getHost() + ":" + url.getPort();
    }
}
