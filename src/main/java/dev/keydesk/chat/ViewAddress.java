package dev.keydesk.chat;

import java.util.Optional;

/**
 * The address of a modal that was opened to show an answer. Slack gives no {@code response_url} for
 * a click on the Home tab, and without a messages tab of the app a direct message does not arrive
 * either. It can be used wherever a {@code response_url} can.
 */
public final class ViewAddress {
    private static final String SCHEME = "slack-view:";

    private ViewAddress() {}

    /** Returns the address of this modal. */
    public static String of(OpenedView view) {
        return SCHEME + view.id();
    }

    /** Returns whether this is the address of a modal, not a {@code response_url}. */
    public static boolean isOne(String address) {
        return address.startsWith(SCHEME);
    }

    /** Returns the id of the modal; empty for a {@code response_url}. */
    static Optional<String> viewId(String address) {
        return Optional.of(address)
                .filter(ViewAddress::isOne)
                .map(it -> it.substring(SCHEME.length()));
    }
}
