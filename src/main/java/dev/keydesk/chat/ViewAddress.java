package dev.keydesk.chat;

import java.util.Optional;

/**
 * The address of a modal that was opened to show an answer in. Slack gives none to answer to when a
 * button on a home tab is pressed, and where the app has no messages tab a direct message does not
 * arrive either. It stands wherever a {@code response_url} may stand.
 */
public final class ViewAddress {
    private static final String SCHEME = "slack-view:";

    private ViewAddress() {}

    public static String of(OpenedView view) {
        return SCHEME + view.id();
    }

    /** Whether this is the address of a modal, and none of Slack's. */
    public static boolean isOne(String address) {
        return address.startsWith(SCHEME);
    }

    /** The id of the modal; empty for an address of Slack's own. */
    static Optional<String> viewId(String address) {
        return Optional.of(address)
                .filter(ViewAddress::isOne)
                .map(it -> it.substring(SCHEME.length()));
    }
}
